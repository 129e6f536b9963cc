"""De burap: gegevens → gepubliceerde cijfers → blokken → HTML, DOCX, PDF, XLSX en JSON."""
