package job

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// WebhookSender posts a JSON body to the delivery's address. The body is signed with HMAC-SHA256 under secret in the
// header Samsyn-Signature, and the delivery's id stands in Idempotency-Key.
func WebhookSender(client *http.Client, secret []byte) Sender {
	return func(ctx context.Context, d Delivery) (string, error) {
		ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
		defer cancel()
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, d.Message.To, strings.NewReader(d.Message.Text))
		if err != nil {
			return "", fmt.Errorf("the webhook's address cannot be used: %w", ErrGiveUp)
		}
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Idempotency-Key", d.ID)
		req.Header.Set("Samsyn-Signature", "sha256="+Signature(secret, []byte(d.Message.Text)))
		answer, err := client.Do(req)
		if err != nil {
			return "", fmt.Errorf("the webhook's receiver cannot be reached")
		}
		defer answer.Body.Close()
		_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, 64<<10))
		if answer.StatusCode/100 != 2 {
			return "", fmt.Errorf("the webhook's receiver answered %d", answer.StatusCode)
		}
		return fmt.Sprint(answer.StatusCode), nil
	}
}

// Signature is what a receiver computes to know that a body came from here.
func Signature(secret, body []byte) string {
	h := hmac.New(sha256.New, secret)
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil))
}
