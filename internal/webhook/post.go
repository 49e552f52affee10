package webhook

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"

	"samsyn/internal/job"
)

// poster sends what is told.
type poster struct {
	near   bool
	client *http.Client
}

// listener remembers why a request failed, since the sender's own words leave the address out.
type listener struct {
	next   http.RoundTripper
	failed error
}

// RoundTrip sends one request.
func (l *listener) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := l.next.RoundTrip(r)
	l.failed = err
	return answer, err
}

// send posts a body, signed, and gives the receiver's answer. The error says why without saying where.
func (p poster) send(ctx context.Context, id, address, secret, body string) (string, error) {
	heard := &listener{next: p.client.Transport}
	client := *p.client
	client.Transport = heard
	timed, cancel := ctx, context.CancelFunc(func() {})
	if client.Timeout > 0 {
		timed, cancel = context.WithTimeout(ctx, client.Timeout)
		client.Timeout = 0 // the context says when time is out, so that it can be asked
	}
	defer cancel()
	answer, err := job.WebhookSender(&client, []byte(secret))(timed, job.Delivery{ID: id, Channel: job.Webhook, Message: job.Message{To: address, Text: body}})
	if err == nil {
		return answer, nil
	}
	var certificate *tls.CertificateVerificationError
	switch {
	case errors.Is(heard.failed, errPrivate):
		return "", fmt.Errorf("the receiver's name leads to an address that is not on the public network: %w", job.ErrGiveUp)
	case errors.As(heard.failed, &certificate):
		return "", errors.New("the receiver's certificate does not hold")
	case ctx.Err() == nil && (timed.Err() != nil || slow(heard.failed)):
		return "", errors.New("the receiver did not answer in time")
	}
	return "", err
}

// slow tells whether a request ended because its time was out: the client's own time shows as a cancelled request.
func slow(err error) bool {
	var timed net.Error
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) || errors.As(err, &timed) && timed.Timeout()
}
