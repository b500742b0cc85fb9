"""Classifiers as others publish them: read without running anything that came with them.

A configuration that names code is refused, also where transformers would ask on standard
input whether to run it.  Pickled weights go through torch's restricted unpickler, which
takes numbers and nothing else.  Errors call the model what the caller passes as ``shown``.
"""

from __future__ import annotations

import contextlib
import os
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from logging import ERROR
from pathlib import Path
from typing import Any

from factcheck.errors import ModelError

_QUIET = ("DISABLE_SAFETENSORS_CONVERSION", "HF_DEACTIVATE_ASYNC_LOAD")
_WEIGHTS = ("model.safetensors", "pytorch_model.bin")
_HINT = "give the folder of a sequence classifier, or its Hugging Face name with a network"
_AGAIN = "download the model again, or name another"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The content of a ``tokenizer.json`` and what must be known of its tokens.

    ``largest`` is that of the words themselves, tokens added later aside; ``padding`` fills
    rows up and ``unknown`` stands for what has no token.
    """

    content: str
    largest: int
    padding: int
    unknown: int


def at_hand(model: str) -> str:
    """The folder of ``model`` where it has been downloaded before, else ``model`` itself.

    A model that is here is used as it is, without a question to the network, which a laptop
    on the road would wait for in vain.

    Raises:
        ModelError: ``model`` can be no name, or transformers is not installed.

    """
    _require()
    from huggingface_hub import try_to_load_from_cache

    if not model or _is_path(model) or _is_folder(model):
        return model
    with _settled(f"cannot load {line(model)}", _HINT):
        found = try_to_load_from_cache(model, "config.json")
    if not isinstance(found, str):
        return model
    folder = Path(found).parent
    return str(folder) if any((folder / name).is_file() for name in _WEIGHTS) else model


def read_config(model: str, shown: str) -> Any:
    """The configuration of ``model``, a Hugging Face name or a folder.

    Raises:
        ModelError: there is none, it is damaged, or it asks for code to be run.

    """
    from transformers import AutoConfig, PretrainedConfig

    if not model or (_is_path(model) and not _is_folder(model)):
        raise ModelError(
            f"cannot load {shown!r}: there is no such folder; name the folder that holds the "
            "model's config.json"
        )
    with _settled(f"cannot load {shown}", _HINT):
        raw, _ = PretrainedConfig.get_config_dict(model)
    _refuse_code(raw, shown)
    with _settled(f"cannot load {shown}: its config.json cannot be used", _AGAIN):
        return AutoConfig.from_pretrained(model, trust_remote_code=False)


def read_vocabulary(model: str, shown: str, config: Any) -> Vocabulary:
    """The fast tokenizer of ``model``.

    Raises:
        ModelError: there is none, it is damaged, or it asks for code to be run.

    """
    from transformers import AutoTokenizer
    from transformers.models.auto.tokenization_auto import get_tokenizer_config

    problem = f"cannot load {shown}: its tokenizer cannot be used"
    with _settled(problem, _AGAIN):
        raw = get_tokenizer_config(model)
    _refuse_code(raw, shown)
    with _settled(problem, _AGAIN):
        tokenizer = AutoTokenizer.from_pretrained(model, use_fast=True, trust_remote_code=False)
        words = tokenizer.get_vocab()
    fast = getattr(tokenizer, "backend_tokenizer", None)
    if fast is None:
        raise ModelError(
            f"{shown} has only a slow tokenizer and no tokenizer.json; name a model that has one"
        )
    # Without any file transformers makes a tokenizer that knows no word.
    if set(words) <= set(tokenizer.all_special_tokens):
        raise ModelError(f"cannot load {shown}: it has no tokenizer.json; {_AGAIN}")
    padding = _first(config.pad_token_id, tokenizer.pad_token_id, 0)
    return Vocabulary(
        content=fast.to_str(),
        largest=max(fast.get_vocab(with_added_tokens=False).values(), default=0),
        padding=padding,
        unknown=_first(tokenizer.unk_token_id, padding),
    )


def read_network(model: str, shown: str, config: Any) -> Any:
    """The trained sequence classifier of ``model``, in float32 on the processor.

    Raises:
        ModelError: its weights are missing, damaged or incomplete, or do not fit ``config``.

    """
    import torch
    from transformers import AutoModelForSequenceClassification

    with _settled(f"cannot load {shown}: its weights cannot be used", _AGAIN):
        network, report = AutoModelForSequenceClassification.from_pretrained(
            model,
            config=config,
            dtype=torch.float32,
            trust_remote_code=False,
            weights_only=True,
            output_loading_info=True,
        )
    if report["missing_keys"]:
        raise ModelError(
            f"{shown} is no trained classifier: it lacks "
            f"{line(min(report['missing_keys']))}; name a model trained for natural "
            "language inference"
        )
    return network


def line(value: object, most: int = 160) -> str:
    """``value`` as one short printable line."""
    text = "".join(c if c.isprintable() else " " for c in str(value)[: 10 * most])
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _first(*tokens: int | None) -> int:
    return next(token for token in tokens if token is not None)


def _require() -> None:
    try:
        for package in ("torch", "transformers"):
            import_module(package)
    except ImportError as error:
        raise ModelError(
            "a Hugging Face model needs torch; install it with: pip install torch transformers"
        ) from error


def _is_path(model: str) -> bool:
    """Whether ``model`` can be no name on the hub, which has one slash at most."""
    return not re.fullmatch(r"[\w.-]+(/[\w.-]+)?", model) or model.startswith(("./", "../"))


def _is_folder(model: str) -> bool:
    try:
        return Path(model).is_dir()
    except (OSError, ValueError):  # too long for a name of a file, for instance
        return False


def _refuse_code(raw: object, shown: str) -> None:
    """Refuse a configuration that names Python files or compiled attention to be fetched."""
    if not isinstance(raw, Mapping):
        return
    attention = (raw.get("attn_implementation"), raw.get("_attn_implementation"))
    if raw.get("auto_map") or any("/" in str(name) for name in attention):
        raise ModelError(
            f"{shown} asks for code of its own to be run, which factcheck never does; name a "
            "model that transformers knows by itself"
        )


@contextlib.contextmanager
def _settled(problem: str, hint: str) -> Iterator[None]:
    """Nothing of transformers on stderr or on other threads; its errors as ``problem``."""
    from huggingface_hub.utils import logging as hub
    from transformers.utils import logging

    hub_level = hub.get_verbosity()
    level, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    before = {name: os.environ.get(name) for name in _QUIET}
    hub.set_verbosity(ERROR)
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    os.environ.update(dict.fromkeys(_QUIET, "1"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Exception as error:  # dozens of classes, from the hub, safetensors, torch and JSON
        raise ModelError(f"{problem} ({_reason(error)}); {hint}") from error
    finally:
        hub.set_verbosity(hub_level)
        logging.set_verbosity(level)
        if bars:
            logging.enable_progress_bar()
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _reason(error: Exception) -> str:
    """The first sentence of ``error``, where it has one that helps."""
    import pickle

    text = str(error)
    if "ignore_mismatched_sizes" in text:
        return "they do not fit its config.json"
    if isinstance(error, pickle.UnpicklingError):
        return "they are pickled and hold more than numbers, or are damaged"
    if type(error).__name__ == "SafetensorError":
        return f"damaged or cut short, {line(text)}"
    return line(re.split(r"(?<=[^.\d])\.\s", text, maxsplit=1)[0].rstrip("."))
