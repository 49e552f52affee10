package file

import (
	"bytes"
	"io"

	"samsyn/internal/language"
)

// checkContent tells whether the content is of the type and free from what is known to be active.
func checkContent(t Type, content io.ReaderAt, size int64) error {
	head, err := part(content, 0, min(size, 512))
	if err != nil {
		return unreadable(err)
	}
	if is := looksLike(head); !is.allowed(t) {
		return refuse(language.T("Filens namn säger %s, men innehållet är %s. %s", "The file's name says %s, but the content is %s. %s").
			With(t.Name(), is.name, is.remedy))
	}
	switch t {
	case PDF:
		return checkPDF(content, size)
	case PNG:
		return checkPNG(content, size)
	case JPEG:
		return checkJPEG(content, size)
	case XLSX, DOCX:
		return checkOffice(t, content, size)
	case Text, CSV:
		return checkText(content, size, head)
	}
	return refuse(language.T("Filens typ är okänd.", "The file's type is unknown."))
}

// part reads n bytes from offset on.
func part(content io.ReaderAt, offset, n int64) ([]byte, error) {
	b := make([]byte, n)
	_, err := io.ReadFull(io.NewSectionReader(content, offset, n), b)
	return b, err
}

// look is what the first bytes of a file look like.
type look struct {
	name, remedy language.Text
	types        []Type // what the file may then be
}

func (l look) allowed(t Type) bool {
	for _, each := range l.types {
		if each == t {
			return true
		}
	}
	return false
}

type signature struct {
	starts string
	look
}

var (
	chooseOther = language.T("Välj en annan fil.", "Choose another file.")
	renameIt    = language.T("Byt filändelse eller välj rätt fil.", "Change the file's ending or choose the right file.")
	saveAsNew   = language.T("Spara den i dagens format (.xlsx eller .docx), utan lösenord.",
		"Save it in today's format (.xlsx or .docx), without a password.")
	saveAsPDF = language.T("Spara den som PDF.", "Save it as PDF.")
	saveUTF8  = language.T("Spara den som UTF-8: i Excel ”CSV UTF-8”, i Anteckningar kodning ”UTF-8”.",
		"Save it as UTF-8: in Excel “CSV UTF-8”, in Notepad encoding “UTF-8”.")
	program = language.T("ett program", "a program")
	script  = language.T("ett skript", "a script")
	webPage = language.T("en webbsida", "a web page")
	oldDoc  = language.T("ett äldre eller lösenordsskyddat Office-dokument", "an older or password-protected Office document")
	utf16   = language.T("text i UTF-16", "text in UTF-16")
	packed  = language.T("ett packat arkiv", "a packed archive")
)

// signatures are the beginnings that tell what a file is. What begins otherwise is taken for text, and must be.
func signatures() []signature {
	return []signature{
		{"%PDF-", look{PDF.Name(), renameIt, []Type{PDF}}},
		{"\x89PNG\r\n\x1a\n", look{PNG.Name(), renameIt, []Type{PNG}}},
		{"\xff\xd8\xff", look{JPEG.Name(), renameIt, []Type{JPEG}}},
		{"PK\x03\x04", look{packed, chooseOther, []Type{XLSX, DOCX}}},
		{"PK\x05\x06", look{packed, chooseOther, nil}},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", look{oldDoc, saveAsNew, nil}},
		{"MZ", look{program, chooseOther, []Type{Text, CSV}}}, // two letters that a text may begin with; a program is no text
		{"\x7fELF", look{program, chooseOther, nil}},
		{"\xcf\xfa\xed\xfe", look{program, chooseOther, nil}},
		{"\xce\xfa\xed\xfe", look{program, chooseOther, nil}},
		{"\xca\xfe\xba\xbe", look{program, chooseOther, nil}},
		{"\x00asm", look{program, chooseOther, nil}},
		{"#!", look{script, chooseOther, nil}},
		{"@echo off", look{script, chooseOther, nil}},
		{"<?php", look{script, chooseOther, nil}},
		{"<!doctype", look{webPage, saveAsPDF, nil}},
		{"<html", look{webPage, saveAsPDF, nil}},
		{"<script", look{webPage, saveAsPDF, nil}},
		{"<svg", look{webPage, saveAsPDF, nil}},
		{"<?xml", look{language.Same("XML"), saveAsPDF, nil}},
		{"{\\rtf", look{language.Same("RTF"), saveAsPDF, nil}},
		{"GIF8", look{language.Same("GIF"), language.T("Spara bilden som PNG.", "Save the picture as PNG."), nil}},
		{"\x1f\x8b", look{packed, chooseOther, nil}},
		{"Rar!", look{packed, chooseOther, nil}},
		{"7z\xbc\xaf\x27\x1c", look{packed, chooseOther, nil}},
		{"\xff\xfe", look{utf16, saveUTF8, nil}},
		{"\xfe\xff", look{utf16, saveUTF8, nil}},
	}
}

var anyText = look{language.T("text eller något okänt", "text or something unknown"), chooseOther, []Type{Text, CSV}}

// looksLike judges by the first bytes, whether letters are large or small; a byte order mark and space before a web
// page do not hide it.
func looksLike(head []byte) look {
	lower := bytes.ToLower(head)
	shown := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n\f"))
	for _, s := range signatures() {
		start := []byte(s.starts)
		if bytes.HasPrefix(head, start) || isLetters(s.starts) && (bytes.HasPrefix(lower, start) || bytes.HasPrefix(shown, start)) {
			return s.look
		}
	}
	return anyText
}

// isLetters tells a signature that is text, where case and space before it mean nothing.
func isLetters(s string) bool { return s[0] == '<' || s[0] == '@' || s[0] == '#' }
