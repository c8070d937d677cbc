"""Distributes acs-logscan with Apache Spark: the tool reads logs and knows calls, Spark places the work."""

__version__ = "0.1.0"
