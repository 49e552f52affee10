package record

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"errors"
	"io"
	"os"
)

// spool holds a package until it has been checked, in a file that has no name any more and is encrypted with a key that is
// nowhere but here: documents about persons lie readable on no disk.
type spool struct {
	file   *os.File
	block  cipher.Block
	stream cipher.Stream
	size   int64
}

func newSpool(random io.Reader) (*spool, error) {
	key := make([]byte, 32)
	if _, err := io.ReadFull(random, key); err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	f, err := os.CreateTemp("", ".samsyn-*")
	if err != nil {
		return nil, err
	}
	return &spool{file: f, block: block, stream: counter(block, 0)}, os.Remove(f.Name())
}

// counter is the key stream from a block on. The key is used once, so counting from nothing is safe.
func counter(b cipher.Block, at int64) cipher.Stream {
	var iv [aes.BlockSize]byte
	binary.BigEndian.PutUint64(iv[8:], uint64(at))
	return cipher.NewCTR(b, iv[:])
}

// Write adds to the end.
func (s *spool) Write(data []byte) (int, error) {
	hidden := make([]byte, len(data))
	s.stream.XORKeyStream(hidden, data)
	n, err := s.file.Write(hidden)
	s.size += int64(n)
	return n, err
}

// ReadAt reads what was written.
func (s *spool) ReadAt(data []byte, at int64) (int, error) {
	n, err := s.file.ReadAt(data, at)
	stream, skip := counter(s.block, at/aes.BlockSize), make([]byte, at%aes.BlockSize)
	stream.XORKeyStream(skip, skip)
	stream.XORKeyStream(data[:n], data[:n])
	return n, err
}

// Close lets the file go.
func (s *spool) Close() error {
	if err := s.file.Close(); !errors.Is(err, os.ErrClosed) {
		return err
	}
	return nil
}
