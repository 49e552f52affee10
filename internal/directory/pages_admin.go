package directory

import "samsyn/internal/web"

func (s *Service) adminRoutes(rt *web.Router) {}
