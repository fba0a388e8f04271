"""The site: settings, environment, security headers, URL map, WSGI entry."""
