"""Normen als gesprek: voorstel, besluit, werkbank, en het verbeterplan bij een gemiste norm."""
