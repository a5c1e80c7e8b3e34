{{/* Name of the Secret with the certificate of one's own, if there is one. */}}
{{- define "zenml.caddyCertificate" -}}
{{- if .Values.caddy.tls.existingSecret }}{{ .Values.caddy.tls.existingSecret }}
{{- else if .Values.caddy.tls.cert }}{{ include "zenml.name" (list . "caddy-tls") }}
{{- end -}}
{{- end -}}

{{/* Caddy's configuration. Its inner ports are high ones, so that it needs no rights; redirects leave them out. */}}
{{- define "zenml.caddyfile" -}}
{{- $caddy := .Values.caddy -}}
{
	admin off
	persist_config off
	skip_install_trust
	storage file_system /data/caddy
	http_port 8080
	https_port 8443
	{{- if not (include "zenml.caddyCertificate" .) }}
	acme_ca {{ $caddy.acme.directory }}
	{{- with $caddy.acme.email }}
	email {{ . }}
	{{- end }}
	{{- if include "zenml.hasPem" $caddy.acme.ca }}
	acme_ca_root /acme/ca.pem
	{{- end }}
	{{- end }}
}
{{ $caddy.host }} {
	{{- if include "zenml.caddyCertificate" . }}
	tls /certificate/tls.crt /certificate/tls.key
	{{- end }}
	reverse_proxy http://{{ include "zenml.fullname" . }}:{{ int .Values.server.service.port }} {
		# A server that is just being replaced: ask the next.
		lb_try_duration 10s
	}
}
{{ end -}}
