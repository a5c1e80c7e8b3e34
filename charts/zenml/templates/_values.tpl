{{/*
Brings the values into one shape, refuses what can't work, and draws the generated secrets: once per rendering, since
all templates share `.Values`. Every template starts with it.
*/}}
{{- define "zenml.init" -}}
{{- if not (hasKey .Values "ready") -}}
{{- $_ := set .Values "ready" true -}}
{{- include "zenml.checkSections" . -}}
{{- include "zenml.overlay" (dict "into" .Values.server "from" .Values.zenml) -}}
{{- range $path := list
  "server.admin.existingSecret" "server.auth.existingSecret" "server.database.existingSecret"
  "server.database.passwordSecretRef" "server.database.sslCa" "server.database.sslCert" "server.database.sslKey"
  "server.secretsStore.sql.existingSecret" "caddy.acme.ca" "mysql.existingSecret"
-}}
{{- include "zenml.section" (list $.Values $path) -}}
{{- end -}}
{{- include "zenml.refuse" . -}}
{{- include "zenml.generate" . -}}
{{- end -}}
{{- end -}}

{{/* Helm takes `section:` for the wish to have no defaults in it, without which nothing works here. */}}
{{- define "zenml.checkSections" -}}
{{- $empty := list -}}
{{- range $path := list
  "server" "server.image" "server.admin" "server.auth" "server.database" "server.database.persistence"
  "server.secretsStore" "server.secretsStore.sql" "server.backupSecretsStore" "server.logging" "server.service"
  "server.ingress" "server.ingress.tls" "server.gateway" "server.gateway.gatewayRef" "server.proxyHeaders"
  "server.certificates" "server.proxy" "server.probes" "server.migration" "mysql" "mysql.image" "mysql.persistence"
  "caddy" "caddy.image" "caddy.acme" "caddy.tls" "caddy.service" "caddy.persistence" "serviceAccount" "autoscaling"
  "podDisruptionBudget" "networkPolicy"
-}}
{{- $at := $.Values -}}
{{- range $part := splitList "." $path }}{{ $at = ternary $at dict (kindIs "map" $at) }}{{ $at = get $at $part }}{{ end -}}
{{- if not (kindIs "map" $at) }}{{ $empty = append $empty $path }}{{ end -}}
{{- end -}}
{{- if $empty }}{{ fail (printf "\nThe section %s is empty: leave it out to get its defaults." (first $empty)) }}{{ end -}}
{{- end -}}

{{/*
Lays one map over another, in place. Unlike mergeOverwrite it lets `false`, 0 and "" win, and leaves alone what is
empty (`key:`), as ZenML's own values files are full of.
*/}}
{{- define "zenml.overlay" -}}
{{- $into := .into -}}
{{- range $key, $value := .from -}}
{{- if and (kindIs "map" $value) (kindIs "map" (get $into $key)) -}}
{{- include "zenml.overlay" (dict "into" (get $into $key) "from" $value) -}}
{{- else if not (kindIs "invalid" $value) -}}
{{- $_ := set $into $key $value -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Makes an empty map of what may be left empty by `key:`, so that reading from it is safe: (list $values "a.b"). */}}
{{- define "zenml.section" -}}
{{- $at := index . 0 -}}
{{- range $part := splitList "." (index . 1) -}}
{{- if not (get $at $part) -}}{{- $_ := set $at $part dict -}}{{- end -}}
{{- $next := get $at $part -}}
{{- if kindIs "map" $next -}}{{- $at = $next -}}{{- end -}}
{{- end -}}
{{- end -}}

{{/* Where the data lives: url, mysql or sqlite. */}}
{{- define "zenml.database" -}}
{{- if .Values.mysql.enabled }}mysql
{{- else if or .Values.server.database.url .Values.server.database.existingSecret.name }}url
{{- else }}sqlite
{{- end -}}
{{- end -}}

{{/* A number as YAML writes it: Helm reads all numbers as floats, and prints large ones as 1e+06. */}}
{{- define "zenml.text" -}}
{{- if kindIs "float64" . -}}
{{- if eq . (floor .) }}{{ int64 . }}{{ else }}{{ . }}{{ end -}}
{{- else -}}
{{- toString . -}}
{{- end -}}
{{- end -}}

{{/* Public address, as far as the values tell. */}}
{{- define "zenml.url" -}}
{{- $server := .Values.server -}}
{{- if $server.serverURL }}{{ $server.serverURL }}
{{- else if .Values.caddy.enabled }}{{ printf "https://%s" .Values.caddy.host }}
{{- else if and $server.ingress.enabled $server.ingress.host (eq ($server.ingress.path | default "/") "/") -}}
{{- ternary "https" "http" (default false $server.ingress.tls.enabled) }}://{{ $server.ingress.host }}
{{- end -}}
{{- end -}}

{{- define "zenml.manyReplicas" -}}
{{- $asked := ternary .Values.autoscaling.maxReplicas .Values.server.replicaCount (default false .Values.autoscaling.enabled) -}}
{{- if gt (int $asked) 1 }}yes{{ end -}}
{{- end -}}
