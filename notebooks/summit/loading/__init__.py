"""Reading and checking the data package: datapackage.json, one table, one cell."""
