"""The content: clocks, indicators, quality rules and parameters of Veilig Thuis, each with its source."""
