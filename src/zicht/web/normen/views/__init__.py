"""Pagina's van normen en verbeterplannen; zij vertalen alleen HTTP."""
