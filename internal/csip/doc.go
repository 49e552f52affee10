// Package csip is the requirements of E-ARK CSIP 2.1 and E-ARK SIP 2.1, which together are FGS Paketstruktur 2.0, as a table, and
// a check that answers each of them for an archive package.
//
// The table has every requirement by its published id with its level, where in the package it is and what it asks, in words of
// our own, and says of each how packages of ours answer it: followed, left out because the part that it is about is not in
// them, or chosen otherwise, with the reason. Check opens a ZIP and judges every row; a test holds the table to what Check says
// of a package of ours, so that the table cannot promise more than is made. docs/archive-package.md is written from it:
//
//	go test ./internal/csip -run TestDocumentIsFresh -update
//
// Packages are made to these rules; nobody has certified them. It does not make packages: record does.
//
// Sources: E-ARK CSIP 2.1.0 and E-ARK SIP 2.1.0 (DILCIS Board, 15 October 2021), their METS profiles and the chapter on folders;
// Riksarkivet, RAFGS1V2.0 (in force 30 March 2023).
package csip
