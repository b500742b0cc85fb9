"""How the shipped inference weights are made, re-runnable from a data folder.

``python -m factcheck.training nli --data DIR --encoder small`` trains,
``python -m factcheck.training export`` turns a checkpoint into the int8 ONNX file that the
package ships.  Needs the ``training`` extra.
"""
