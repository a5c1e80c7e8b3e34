{{/* Fails with every sentence about values that can't work, all of them at once. */}}
{{- define "zenml.refuse" -}}
{{- $said := list -}}
{{- range $part := list "keys" "names" "exposure" "database" "url" "secrets" "caddy" -}}
{{- range $line := splitList "\n" (include (printf "zenml.refusals.%s" $part) $) -}}
{{- if trim $line }}{{ $said = append $said (trim $line) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- if $said }}{{ fail (printf "\n%s" (join "\n" $said)) }}{{ end -}}
{{- end -}}

{{/* Keys of ZenML's own chart that this one does not take. */}}
{{- define "zenml.refusals.keys" -}}
{{- range .Files.Get "files/refused.yaml" | fromYamlArray }}
{{- if include "zenml.used" (list $.Values .key) }}
The value {{ .key }} is not supported: {{ .instead }}.
{{- end }}
{{- end }}
{{- range $name := list "sslCa" "sslCert" "sslKey" }}
{{- if kindIs "string" (get $.Values.server.database $name) }}
The value server.database.{{ $name }} is text: give the certificate as server.database.{{ $name }}.value, or name a Secret in server.database.{{ $name }}.secretRef.
{{- end }}
{{- end }}
{{- end -}}

{{/* Says yes when the value at a path is in use: there, not empty, and not a section that is switched off. */}}
{{- define "zenml.used" -}}
{{- $at := index . 0 -}}
{{- range $part := splitList "." (index . 1) -}}
{{- $at = ternary $at dict (kindIs "map" $at) -}}
{{- $at = get $at $part -}}
{{- end -}}
{{- if and (kindIs "map" $at) (hasKey $at "enabled") }}{{ $at = $at.enabled }}{{ end -}}
{{- if and (kindIs "map" $at) (hasKey $at "replicas") (not $at.replicas) }}{{ $at = false }}{{ end -}}
{{- if $at }}yes{{ end -}}
{{- end -}}

{{- define "zenml.refusals.names" -}}
{{- $name := include "zenml.fullname" . }}
{{- if regexMatch "^[0-9]" $name }}
The name "{{ $name }}" starts with a digit, which Kubernetes does not allow for Services: set fullnameOverride, or choose another release name.
{{- end }}
{{- if regexMatch "^zenml-(store|secrets-store|backup-secrets-store|server-pro)" $name }}
The name "{{ $name }}" would make Kubernetes set variables that ZenML takes for its own settings: set fullnameOverride, or choose another release name.
{{- end }}
{{- end -}}

{{/* There is exactly one way to the server; ClusterIP is the way when there is no other. */}}
{{- define "zenml.refusals.exposure" -}}
{{- $server := .Values.server -}}
{{- $ways := list -}}
{{- if eq ($server.service.type | default "ClusterIP") "LoadBalancer" }}{{ $ways = append $ways "server.service.type: LoadBalancer" }}{{ end -}}
{{- if and (eq ($server.service.type | default "ClusterIP") "NodePort") (not $server.ingress.enabled) }}{{ $ways = append $ways "server.service.type: NodePort" }}{{ end -}}
{{- if $server.ingress.enabled }}{{ $ways = append $ways "server.ingress.enabled" }}{{ end -}}
{{- if $server.gateway.enabled }}{{ $ways = append $ways "server.gateway.enabled" }}{{ end -}}
{{- if .Values.caddy.enabled }}{{ $ways = append $ways "caddy.enabled" }}{{ end -}}
{{- if gt (len $ways) 1 }}
Choose one way to reach the server: {{ join " and " $ways }} are both set.
{{- end }}
{{- if and $server.gateway.enabled (not $server.gateway.gatewayRef.name) }}
The value server.gateway.gatewayRef.name is missing: it names the Gateway to which the route belongs.
{{- end }}
{{- end -}}

{{- define "zenml.refusals.database" -}}
{{- $server := .Values.server -}}
{{- $external := or $server.database.url $server.database.existingSecret.name -}}
{{- if and .Values.mysql.enabled $external }}
Choose one database: mysql.enabled and {{ ternary "server.database.url" "server.database.existingSecret" (not (empty $server.database.url)) }} are both set.
{{- end }}
{{- if eq (include "zenml.database" .) "sqlite" }}
{{- if .Values.autoscaling.enabled }}
SQLite allows only one copy of the server: switch autoscaling.enabled off, or choose a MySQL database with mysql.enabled or server.database.url.
{{- else if gt (int $server.replicaCount) 1 }}
SQLite allows only one copy of the server, not {{ int $server.replicaCount }}: set server.replicaCount to 1, or choose a MySQL database with mysql.enabled or server.database.url.
{{- end }}
{{- end }}
{{- if and .Values.autoscaling.enabled (gt (int .Values.autoscaling.minReplicas) (int .Values.autoscaling.maxReplicas)) }}
The value autoscaling.minReplicas is larger than autoscaling.maxReplicas.
{{- end }}
{{- if and (eq ($server.database.backupStrategy | default "") "database") (not $server.database.backupDatabase) }}
The value server.database.backupDatabase is missing: the backup strategy "database" copies to it.
{{- end }}
{{- if and .Values.mysql.enabled (eq .Values.mysql.username "root") }}
The value mysql.username can't be "root": the image of the database makes that user itself.
{{- end }}
{{- if and .Values.mysql.enabled (not (regexMatch "^[^\\\\/?%*:|\"<>.-]+$" .Values.mysql.database)) }}
The value mysql.database is "{{ .Values.mysql.database }}": ZenML takes no database names with - . / or similar characters.
{{- end }}
{{- end -}}

{{/* The URL of an existing database, of which ZenML wants all parts. No sentence repeats it: it may hold a password. */}}
{{- define "zenml.refusals.url" -}}
{{- $database := .Values.server.database -}}
{{- with $database.url }}
{{- $parts := regexFindAll "^mysql://[^@/]+@[^/?]+/([^?]+)" . 1 }}
{{- if not (hasPrefix "mysql://" .) }}
The value server.database.url must start with mysql:// (ZenML needs MySQL).
{{- else if not (contains "@" .) }}
The value server.database.url names no user: mysql://USER:PASSWORD@HOST:3306/DATABASE.
{{- else if not $parts }}
The value server.database.url is not complete: mysql://USER:PASSWORD@HOST:3306/DATABASE. Write @ : / in passwords as %40 %3A %2F.
{{- else }}
{{- $name := regexReplaceAll "^mysql://[^@/]+@[^/?]+/([^?]+).*$" . "${1}" }}
{{- if not (regexMatch "^[^\\\\/?%*:|\"<>.-]{1,64}$" $name) }}
The database "{{ $name }}" in server.database.url: ZenML takes no database names with - . / or similar characters, nor longer than 64.
{{- end }}
{{- $user := regexReplaceAll "^mysql://([^@/]+)@.*$" . "${1}" }}
{{- if and (not (contains ":" $user)) (not $database.passwordSecretRef.name) (ne ($database.authMode | default "password") "aws_rds_iam") }}
The value server.database.url has no password: add it, or name a Secret in server.database.passwordSecretRef.
{{- end }}
{{- end }}
{{- end }}
{{- if and $database.sslVerifyServerCert (not (include "zenml.hasPem" $database.sslCa)) }}
The value server.database.sslVerifyServerCert needs server.database.sslCa: without it ZenML checks nothing.
{{- end }}
{{- end -}}

{{/* A secret is given once, by value or by Secret. */}}
{{- define "zenml.refusals.secrets" -}}
{{- $server := .Values.server -}}
{{- range list
  (list "server.admin" "password" $server.admin)
  (list "server.auth" "jwtSecretKey" $server.auth)
  (list "server.database" "url" $server.database)
  (list "server.secretsStore.sql" "encryptionKey" $server.secretsStore.sql)
  (list "mysql" "password" $.Values.mysql)
}}
{{- $section := index . 2 }}
{{- $existing := $section.existingSecret | default dict }}
{{- if and (get $section (index . 1)) $existing.name }}
Give one of {{ index . 0 }}.{{ index . 1 }} and {{ index . 0 }}.existingSecret, not both.
{{- end }}
{{- end }}
{{- $refs := dict
  "server.admin.existingSecret" $server.admin.existingSecret
  "server.auth.existingSecret" $server.auth.existingSecret
  "server.database.existingSecret" $server.database.existingSecret
  "server.database.passwordSecretRef" $server.database.passwordSecretRef
-}}
{{- range $path, $pem := dict "server.database.sslCa" $server.database.sslCa "server.database.sslCert" $server.database.sslCert "server.database.sslKey" $server.database.sslKey "caddy.acme.ca" .Values.caddy.acme.ca }}
{{- if kindIs "map" $pem }}{{ $_ := set $refs (printf "%s.secretRef" $path) ($pem.secretRef | default dict) }}{{ end }}
{{- end }}
{{- range $store := list "secretsStore" "backupSecretsStore" }}
{{- $type := (get $server $store).type | default "sql" }}
{{- $_ := set $refs (printf "server.%s.%s.existingSecret" $store $type) (dig $type "existingSecret" dict (get $server $store) | default dict) }}
{{- end }}
{{- range $path, $ref := $refs }}
{{- if and $ref.name (not $ref.key) }}
The value {{ $path }}.key is missing: it says which entry of the Secret to take.
{{- else if and $ref.key (not $ref.name) }}
The value {{ $path }}.name is missing: it says which Secret to take it from.
{{- end }}
{{- end }}
{{- end -}}

{{- define "zenml.refusals.caddy" -}}
{{- $caddy := .Values.caddy -}}
{{- if and $caddy.enabled (not $caddy.host) }}
The value caddy.host is missing: a certificate is made out to a host name.
{{- end }}
{{- if and $caddy.tls.existingSecret (or $caddy.tls.cert $caddy.tls.key) }}
Give one of caddy.tls.existingSecret and caddy.tls.cert, not both.
{{- else if and $caddy.tls.cert (not $caddy.tls.key) }}
The value caddy.tls.key is missing: caddy.tls.cert needs its key.
{{- else if and $caddy.tls.key (not $caddy.tls.cert) }}
The value caddy.tls.cert is missing: caddy.tls.key belongs to a certificate.
{{- end }}
{{- end -}}
