"""Brieven uit de registratie: wie ze krijgt, wat er al ingevuld is, en wat er niet in mag staan."""
