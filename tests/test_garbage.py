import gc

import pytest

from factcheck.garbage import loading, released


def test_what_is_loaded_is_set_aside_until_it_is_released():
    with released():
        with loading():
            assert not gc.isenabled()
            kept = [[] for _ in range(1000)]
        assert gc.isenabled()
        assert gc.get_freeze_count() > len(kept)
    assert gc.get_freeze_count() == 0


def test_a_failure_leaves_collection_as_it_was():
    with pytest.raises(RuntimeError), released(), loading():
        raise RuntimeError
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_collection_that_was_off_stays_off():
    gc.disable()
    try:
        with released(), loading():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
