"""The command line and the web front end.

Nothing they do may leave the machine. The libraries below read these settings while they are
imported, so they are set here, before any module of this package imports one of them; whoever
wants a model from a hub says so in the environment.
"""

import os

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ["LANGSMITH_TRACING"] = "false"
os.environ["LANGCHAIN_TRACING_V2"] = "false"
