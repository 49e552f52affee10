// Package sheet reads and writes tables that people keep in spreadsheets: CSV (comma or semicolon, UTF-8) and XLSX.
//
// It owns what a safe table is. Reading never holds more than the limit in memory, refuses what could be misread
// (another encoding, a formula, a row of another width, a control character) and names row, column and remedy for up
// to a hundred problems at once. The heading is row 1; a row has the number that a spreadsheet program shows, so a
// cell with a line break in it is still one row. Writing streams: memory does not grow with the number of rows.
//
// It does not know what the columns mean: a room says which headings it takes (Table.Match) and reads the cells.
package sheet
