package job

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"

	"github.com/wneessen/go-mail"
)

// MailSender sends mail through the server of an smtp:// or smtps:// URL, which may hold a user and password. from is
// the sender's address. Plain smtp:// asks for TLS and refuses to go on without it, except on the loopback.
func MailSender(server, from string) (Sender, error) {
	u, err := url.Parse(server)
	if err != nil || u.Hostname() == "" || (u.Scheme != "smtp" && u.Scheme != "smtps") {
		return nil, errors.New("the mail server is written smtp://host:port or smtps://user:password@host")
	}
	options, err := mailOptions(u)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, d Delivery) (string, error) {
		m := mail.NewMsg()
		if err := errors.Join(m.From(from), m.To(d.Message.To)); err != nil {
			// The address itself is personal data and is left out.
			return "", fmt.Errorf("an address is not a mail address: %w", ErrGiveUp)
		}
		m.Subject(d.Message.Subject)
		m.SetMessageIDWithValue(d.ID + "@samsyn")
		for name, value := range d.Message.Headers {
			m.SetGenHeader(mail.Header(name), value)
		}
		m.SetBodyString(mail.TypeTextPlain, d.Message.Text)
		client, err := mail.NewClient(u.Hostname(), options...)
		if err != nil {
			return "", err
		}
		if err := client.DialAndSendWithContext(ctx, m); err != nil {
			return "", withoutAddress(err)
		}
		return d.ID + "@samsyn", nil
	}, nil
}

// withoutAddress keeps the kind of failure and leaves out the server's words, which repeat the address.
func withoutAddress(err error) error {
	var send *mail.SendError
	if errors.As(err, &send) {
		if !send.IsTemp() && send.ErrorCode() >= 500 {
			return fmt.Errorf("the mail server refused the message (%d): %w", send.ErrorCode(), ErrGiveUp)
		}
		return fmt.Errorf("the mail server did not take the message (%d)", send.ErrorCode())
	}
	return fmt.Errorf("the mail server cannot be reached: %w", err)
}

func mailOptions(u *url.URL) ([]mail.Option, error) {
	var options []mail.Option
	ip := net.ParseIP(u.Hostname())
	switch {
	case u.Scheme == "smtps":
		options = append(options, mail.WithSSL())
	case u.Hostname() == "localhost" || (ip != nil && ip.IsLoopback()):
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	default:
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	}
	if p := u.Port(); p != "" {
		n, err := strconv.Atoi(p)
		if err != nil {
			return nil, err
		}
		options = append(options, mail.WithPort(n))
	}
	if u.User != nil {
		password, _ := u.User.Password()
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(u.User.Username()), mail.WithPassword(password))
	}
	return options, nil
}
