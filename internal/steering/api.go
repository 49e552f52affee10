package steering

import "samsyn/internal/web"

func (s *Service) apiRoutes(rt *web.Router) {}
