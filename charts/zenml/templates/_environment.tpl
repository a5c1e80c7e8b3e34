{{/*
The variables of a ZenML container, as a list for `env`: (dict "root" $ "secret" "name of the Secret" "serves" true).
Later wins: what the chart knows, secrets by reference, secrets by value, and the three ways of adding variables by
hand. A container that serves leaves a MySQL database's schema alone, which is brought up to date by the migration.
*/}}
{{- define "zenml.environment" -}}
{{- $root := .root -}}
{{- $secret := .secret -}}
{{- $env := dict -}}
{{- range $name, $value := include "zenml.plainEnvironment" $root | fromYaml -}}
{{- $_ := set $env $name (dict "value" $value) -}}
{{- end -}}
{{- if and .serves (ne (include "zenml.database" $root) "sqlite") -}}
{{- $_ := set $env "DISABLE_DATABASE_MIGRATION" (dict "value" "True") -}}
{{- end -}}
{{- $refs := include "zenml.secretRefs" $root | fromYaml -}}
{{- range $name, $ref := $refs }}{{ $_ := set $env $name (dict "valueFrom" (dict "secretKeyRef" $ref)) }}{{ end -}}
{{- range $name, $_ := include "zenml.secretData" $root | fromYaml -}}
{{- $_ := set $env $name (dict "valueFrom" (dict "secretKeyRef" (dict "name" $secret "key" $name))) -}}
{{- end -}}
{{- range $name, $value := $root.Values.server.environment -}}
{{- if not (kindIs "invalid" $value) }}{{ $_ := set $env $name (dict "value" (include "zenml.text" $value)) }}{{ end -}}
{{- end -}}
{{- range $name, $_ := $root.Values.server.secretEnvironment -}}
{{- $_ := set $env $name (dict "valueFrom" (dict "secretKeyRef" (dict "name" $secret "key" $name))) -}}
{{- end -}}
{{- range $root.Values.server.environmentSecretKeyRefs -}}
{{- $_ := set $env .name (dict "valueFrom" (dict "secretKeyRef" (get $refs .name))) -}}
{{- end -}}
{{- $list := list -}}
{{- range $name := keys $env | sortAlpha }}{{ $list = append $list (merge (dict "name" $name) (get $env $name)) }}{{ end -}}
{{- toYaml $list -}}
{{- end -}}

{{/* The variables without secrets, as a YAML map. What is empty is left out: ZenML can't read empty booleans. */}}
{{- define "zenml.plainEnvironment" -}}
{{- $all := dict -}}
{{- range $part := list "runtime" "store" "server" "secretsStore" "network" -}}
{{- range $name, $value := include (printf "zenml.%sEnvironment" $part) $ | fromYaml -}}
{{- if not (or (kindIs "invalid" $value) (eq (toString $value) "")) }}{{ $_ := set $all $name (include "zenml.text" $value) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- toYaml $all -}}
{{- end -}}

{{/* How the program runs, and the administrator it makes together with the database. */}}
{{- define "zenml.runtimeEnvironment" -}}
{{- $server := .Values.server -}}
ZENML_SERVER: "True"
ZENML_ANALYTICS_OPT_IN: {{ ternary "True" "False" (default false $server.analyticsOptIn) | quote }}
ZENML_LOGGING_VERBOSITY: {{ $server.logging.verbosity | default (ternary "DEBUG" "" (default false $server.debug)) | upper | quote }}
ZENML_CONSOLE_LOGGING_FORMAT: {{ $server.logging.format | default "" | quote }}
{{- if not (kindIs "invalid" $server.logging.colorsDisabled) }}
ZENML_LOGGING_COLORS_DISABLED: {{ $server.logging.colorsDisabled | quote }}
{{- end }}
ZENML_DEFAULT_PROJECT_NAME: {{ $server.defaultProject | default "" | quote }}
ZENML_ENABLE_IMPLICIT_AUTH_METHODS: {{ ternary "True" "" (default false $server.enableImplicitAuthMethods) | quote }}
ZENML_SERVER_AUTO_ACTIVATE: "1"
ZENML_DEFAULT_USER_NAME: {{ $server.admin.username | quote }}
# The file system is read-only; libraries of the clouds want to write at home.
HOME: /tmp
{{- end -}}

{{- define "zenml.storeEnvironment" -}}
{{- $database := .Values.server.database -}}
{{- $kind := include "zenml.database" . -}}
{{- if ne $kind "sqlite" -}}
ZENML_STORE_TYPE: sql
ZENML_STORE_POOL_SIZE: {{ $database.poolSize | toJson }}
ZENML_STORE_MAX_OVERFLOW: {{ $database.maxOverflow | toJson }}
ZENML_STORE_BACKUP_STRATEGY: {{ $database.backupStrategy | default "" | quote }}
{{- if eq ($database.backupStrategy | default "") "database" }}
ZENML_STORE_BACKUP_DATABASE: {{ $database.backupDatabase | quote }}
{{- else if include "zenml.backsUpToFolder" . }}
ZENML_STORE_BACKUP_DIRECTORY: /backups
{{- end }}
{{- end }}
{{- if eq $kind "mysql" }}
ZENML_STORE_URL: {{ printf "mysql://%s@%s:3306/%s" (.Values.mysql.username | urlquery) (include "zenml.name" (list . "mysql" 52)) .Values.mysql.database }}
{{- else if eq $kind "url" }}
{{- $encrypted := or $database.ssl (include "zenml.hasPem" $database.sslCa) (include "zenml.hasPem" $database.sslCert) }}
{{- if $encrypted }}
ZENML_STORE_SSL: "true"
ZENML_STORE_SSL_VERIFY_SERVER_CERT: {{ ternary "true" "" (default false $database.sslVerifyServerCert) | quote }}
{{- end }}
{{- if ne ($database.authMode | default "password") "password" }}
ZENML_STORE_AUTH_MODE: {{ $database.authMode }}
ZENML_STORE_AWS_REGION: {{ $database.awsRegion | default "" | quote }}
ZENML_STORE_AWS_RDS_IAM_ROLE_ARN: {{ $database.awsRdsIamRoleArn | default "" | quote }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Settings of the server: values whose variable is their own name in capitals. */}}
{{- define "zenml.serverEnvironment" -}}
{{- $server := .Values.server -}}
{{- range $key := list
  "dashboardURL" "rootUrlPath" "deploymentType" "threadPoolSize" "authThreadPoolSize" "requestTimeout"
  "requestDeduplication" "requestCacheTimeout"
}}
ZENML_SERVER_{{ $key | replace "URL" "Url" | snakecase | upper }}: {{ get $server $key | toJson }}
{{- end }}
{{- range $key := list
  "jwtTokenAlgorithm" "jwtTokenIssuer" "jwtTokenAudience" "jwtTokenLeewaySeconds" "jwtTokenExpireMinutes"
  "authCookieName" "authCookieDomain" "maxFailedDeviceAuthAttempts" "deviceAuthTimeout" "deviceAuthPollingInterval"
  "deviceExpirationMinutes" "trustedDeviceExpirationMinutes" "externalLoginURL" "externalUserInfoURL"
  "externalServerID" "rbacImplementationSource" "featureGateImplementationSource"
}}
ZENML_SERVER_{{ $key | replace "URL" "Url" | replace "ID" "Id" | snakecase | upper }}: {{ get $server.auth $key | toJson }}
{{- end }}
ZENML_SERVER_AUTH_SCHEME: {{ $server.auth.authType | toJson }}
ZENML_SERVER_CORS_ALLOW_ORIGINS: {{ join "," $server.auth.corsAllowOrigins | quote }}
ZENML_SERVER_SERVER_URL: {{ include "zenml.url" . | quote }}
{{- range $key, $value := $server.secure_headers }}
ZENML_SERVER_SECURE_HEADERS_{{ $key | upper }}: {{ $value | toString | quote }}
{{- end }}
{{- end -}}

{{- define "zenml.secretsStoreEnvironment" -}}
{{- $server := .Values.server -}}
{{- range $prefix, $store := dict "ZENML_SECRETS_STORE" $server.secretsStore "ZENML_BACKUP_SECRETS_STORE" $server.backupSecretsStore }}
{{- $type := $store.type | default "sql" }}
{{- $own := get $store $type | default dict }}
{{- if $store.enabled }}
{{ $prefix }}_TYPE: {{ $type }}
{{- if eq $type "hashicorp" }}
{{ $prefix }}_AUTH_METHOD: {{ $own.authMethod | default $own.auth_method | toJson }}
{{- range $key, $value := omit (merge (dict) $own ($own.authConfig | default dict)) "vault_token" "authMethod" "auth_method" "authConfig" "existingSecret" }}
{{ $prefix }}_{{ $key | upper }}: {{ $value | toJson }}
{{- end }}
{{- else if eq $type "custom" }}
{{ $prefix }}_CLASS_PATH: {{ $own.class_path | toJson }}
{{- else if ne $type "sql" }}
{{ $prefix }}_AUTH_METHOD: {{ $own.authMethod | toJson }}
{{ $prefix }}_KEY_VAULT_NAME: {{ $own.key_vault_name | toJson }}
{{- end }}
{{- else if eq $prefix "ZENML_SECRETS_STORE" }}
{{ $prefix }}_TYPE: none
{{- end }}
{{- end }}
{{- end -}}

{{/* Proxies on the way in and out, and certificate authorities. */}}
{{- define "zenml.networkEnvironment" -}}
{{- $server := .Values.server -}}
{{- $trusts := $server.proxyHeaders.enabled -}}
{{- if not (kindIs "bool" $trusts) }}{{ $trusts = .Values.caddy.enabled }}{{ end -}}
{{- if $trusts }}
FORWARDED_ALLOW_IPS: {{ $server.proxyHeaders.forwardedAllowIPs | default "*" | quote }}
{{- end }}
{{- if include "zenml.hasExtraCas" . }}
REQUESTS_CA_BUNDLE: /certificates/ca-certificates.crt
SSL_CERT_FILE: /certificates/ca-certificates.crt
{{- end }}
{{- if $server.proxy.enabled }}
{{- $none := concat (list $server.proxy.noProxy) ($server.proxy.additionalNoProxy | default list) | compact | join "," }}
{{- if eq (include "zenml.database" .) "mysql" }}{{ $none = printf "%s,%s" $none (include "zenml.name" (list . "mysql" 52)) }}{{ end }}
{{- range $name, $value := dict "http_proxy" $server.proxy.httpProxy "https_proxy" $server.proxy.httpsProxy "no_proxy" $none }}
{{ $name }}: {{ $value | toJson }}
{{ $name | upper }}: {{ $value | toJson }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "zenml.hasExtraCas" -}}
{{- if or .Values.server.certificates.customCAs .Values.server.certificates.secretRefs }}yes{{ end -}}
{{- end -}}

{{- define "zenml.backsUpToFolder" -}}
{{- if and (ne (include "zenml.database" .) "sqlite") (has .Values.server.database.backupStrategy (list "dump-file" "mydumper")) }}yes{{ end -}}
{{- end -}}
