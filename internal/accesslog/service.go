package accesslog

import (
	"samsyn/internal/audit"
)

// Service is who has read what, and the review of it.
type Service struct {
	Trail *audit.Trail
	// Abouts are what the rooms tell of their things about persons. App sets it.
	Abouts []About
}

// New makes the service.
func New(trail *audit.Trail) *Service { return &Service{Trail: trail} }
