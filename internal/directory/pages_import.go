package directory

import "samsyn/internal/web"

func (s *Service) importRoutes(*web.Router) {}
