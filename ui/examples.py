"""Questions to begin with, in both languages."""

from __future__ import annotations

from typing import Final

from rag.types import Language

EXAMPLES: Final = (
    (Language.SIMPLIFIED, "四川的冷链物流设施由哪些部门负责?"),
    (Language.SIMPLIFIED, "咸阳的不动产登记是公安局牵头吗?"),
    (Language.SIMPLIFIED, "到2025年要打造多少个县域商业“领跑县”?"),
    (Language.SIMPLIFIED, "四川和山西在国际贸易“单一窗口”上分别由谁负责?"),
    (Language.ENGLISH, "Who is responsible for emergency logistics in Sichuan?"),
    (Language.ENGLISH, "What does clause 3(1)2 of the Sichuan circulation plan say?"),
)
