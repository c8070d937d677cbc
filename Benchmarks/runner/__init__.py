"""What `run.py` is made of: corpora, truth, measurements, rows, tables."""
