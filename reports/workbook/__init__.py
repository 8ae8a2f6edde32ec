"""The report as a workbook in which every printed number can be traced to the answers by live formulas."""
