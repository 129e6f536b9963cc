"""Metingen naast elkaar: dezelfde vraag, dezelfde feiten, gecontroleerd gelijk, om en om geklokt."""
