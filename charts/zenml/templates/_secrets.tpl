{{/*
Draws what nobody gave, and keeps it: a Secret of generated values is made before anything else, only where it is not
there yet, and never changed again. So neither an upgrade, nor a failed install, nor a second install on volumes that
were kept changes a key. What it finds out is left in `.Values`: generatedEncryptionKey, makeKeys, makeMysqlKeys.
*/}}
{{- define "zenml.generate" -}}
{{- $server := .Values.server -}}
{{- $sql := $server.secretsStore.sql -}}
{{- $needsEncryptionKey := and $server.secretsStore.enabled (eq ($server.secretsStore.type | default "sql") "sql") $sql.generateEncryptionKey (not $sql.encryptionKey) (not $sql.existingSecret.name) -}}
{{- $needs := or $needsEncryptionKey (not (or $server.admin.password $server.admin.existingSecret.name)) (not (or $server.auth.jwtSecretKey $server.auth.existingSecret.name)) -}}
{{- $_ := set .Values "generatedEncryptionKey" $needsEncryptionKey -}}
{{- $there := lookup "v1" "Secret" .Release.Namespace (include "zenml.name" (list . "keys")) -}}
{{- $_ := set .Values "makeKeys" (and $needs (not $there)) -}}
{{- $mysql := .Values.mysql -}}
{{- $needsMysql := and $mysql.enabled (not $mysql.existingSecret.name) (or (not $mysql.password) (not $mysql.rootPassword)) -}}
{{- $mysqlThere := lookup "v1" "Secret" .Release.Namespace (include "zenml.name" (list . "mysql-keys")) -}}
{{- $_ := set .Values "makeMysqlKeys" (and $needsMysql (not $mysqlThere)) -}}
{{- end -}}

{{/* What marks an object as made before the release, and never deleted by Helm: (dict "weight" "-10"). */}}
{{- define "zenml.keptHook" -}}
helm.sh/hook: pre-install,pre-upgrade
helm.sh/hook-weight: {{ .weight | quote }}
helm.sh/resource-policy: keep
{{- end -}}

{{/* What marks an object as help for the migration only: (dict "root" $ "weight" "-5"). */}}
{{- define "zenml.migrationHook" -}}
helm.sh/hook: {{ ternary "pre-upgrade" "pre-install,pre-upgrade" (eq (include "zenml.database" .root) "mysql") }}
helm.sh/hook-weight: {{ .weight | quote }}
helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end -}}

{{/* Says yes where a certificate or key was given in either way. */}}
{{- define "zenml.hasPem" -}}
{{- if or .value (dig "secretRef" "name" "" (. | default dict)) }}yes{{ end -}}
{{- end -}}

{{/* Every secret that was given by value, by the name of its variable: contents of the Secret, as a YAML map. */}}
{{- define "zenml.secretData" -}}
{{- $server := .Values.server -}}
{{- $data := dict -}}
{{- if eq (include "zenml.database" .) "url" -}}
{{- $_ := set $data "ZENML_STORE_URL" $server.database.url -}}
{{- range $name, $pem := dict "CA" $server.database.sslCa "CERT" $server.database.sslCert "KEY" $server.database.sslKey -}}
{{- $_ := set $data (printf "ZENML_STORE_SSL_%s" $name) $pem.value -}}
{{- end -}}
{{- else if eq (include "zenml.database" .) "mysql" -}}
{{- if not .Values.mysql.existingSecret.name }}{{ $_ := set $data "ZENML_STORE_PASSWORD" .Values.mysql.password }}{{ end -}}
{{- end -}}
{{- $_ := set $data "ZENML_DEFAULT_USER_PASSWORD" $server.admin.password -}}
{{- $_ := set $data "ZENML_SERVER_JWT_SECRET_KEY" $server.auth.jwtSecretKey -}}
{{- range $prefix, $store := dict "ZENML_SECRETS_STORE" $server.secretsStore "ZENML_BACKUP_SECRETS_STORE" $server.backupSecretsStore -}}
{{- if $store.enabled -}}
{{- $own := get $store ($store.type | default "sql") | default dict -}}
{{- if eq $store.type "sql" }}{{ $_ := set $data (printf "%s_ENCRYPTION_KEY" $prefix) $own.encryptionKey -}}
{{- else if eq $store.type "hashicorp" }}{{ $_ := set $data (printf "%s_VAULT_TOKEN" $prefix) (dig "authConfig" "vault_token" $own.vault_token $own) -}}
{{- else if has $store.type (list "aws" "gcp" "azure") -}}
{{- $config := dict -}}
{{- range $key, $value := $own.authConfig }}{{ if not (kindIs "invalid" $value) }}{{ $_ := set $config $key $value }}{{ end }}{{ end -}}
{{- if $config }}{{ $_ := set $data (printf "%s_AUTH_CONFIG" $prefix) (toJson $config) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range $index, $ca := $server.certificates.customCAs }}{{ $_ := set $data (printf "ZEN_CA_%d" $index) $ca.certificate }}{{ end -}}
{{- range $name, $value := $server.secretEnvironment }}{{ $_ := set $data $name (include "zenml.text" $value) }}{{ end -}}
{{- range $name, $value := $data }}{{ if not $value }}{{ $_ := unset $data $name }}{{ end }}{{ end -}}
{{- toYaml $data -}}
{{- end -}}

{{/* Every secret that lies in another Secret, by the name of its variable: a YAML map of {name, key}. */}}
{{- define "zenml.secretRefs" -}}
{{- $server := .Values.server -}}
{{- $keys := include "zenml.name" (list . "keys") -}}
{{- $refs := dict -}}
{{- $_ := set $refs "ZENML_DEFAULT_USER_PASSWORD" (include "zenml.ref" (list $server.admin.existingSecret $server.admin.password $keys "admin-password") | fromYaml) -}}
{{- $_ := set $refs "ZENML_SERVER_JWT_SECRET_KEY" (include "zenml.ref" (list $server.auth.existingSecret $server.auth.jwtSecretKey $keys "jwt-secret-key") | fromYaml) -}}
{{- if .Values.generatedEncryptionKey }}{{ $_ := set $refs "ZENML_SECRETS_STORE_ENCRYPTION_KEY" (dict "name" $keys "key" "encryption-key") }}{{ end -}}
{{- range $prefix, $store := dict "ZENML_SECRETS_STORE" $server.secretsStore "ZENML_BACKUP_SECRETS_STORE" $server.backupSecretsStore -}}
{{- $existing := dig ($store.type | default "sql") "existingSecret" dict $store -}}
{{- if and $store.enabled $existing.name -}}
{{- $variable := get (dict "sql" "ENCRYPTION_KEY" "hashicorp" "VAULT_TOKEN") $store.type | default "AUTH_CONFIG" -}}
{{- $_ := set $refs (printf "%s_%s" $prefix $variable) (dict "name" $existing.name "key" $existing.key) -}}
{{- end -}}
{{- end -}}
{{- if eq (include "zenml.database" .) "url" -}}
{{- $database := $server.database -}}
{{- if $database.existingSecret.name }}{{ $_ := set $refs "ZENML_STORE_URL" $database.existingSecret }}{{ end -}}
{{- if $database.passwordSecretRef.name }}{{ $_ := set $refs "ZENML_STORE_PASSWORD" $database.passwordSecretRef }}{{ end -}}
{{- range $name, $pem := dict "CA" $database.sslCa "CERT" $database.sslCert "KEY" $database.sslKey -}}
{{- if not $pem.value }}{{ $_ := set $refs (printf "ZENML_STORE_SSL_%s" $name) ($pem.secretRef | default dict) }}{{ end -}}
{{- end -}}
{{- else if eq (include "zenml.database" .) "mysql" -}}
{{- $mysql := .Values.mysql -}}
{{- $existing := dict "name" $mysql.existingSecret.name "key" $mysql.existingSecret.passwordKey -}}
{{- $_ := set $refs "ZENML_STORE_PASSWORD" (include "zenml.ref" (list $existing $mysql.password (include "zenml.name" (list . "mysql-keys")) "password") | fromYaml) -}}
{{- end -}}
{{- range $index, $ca := $server.certificates.secretRefs }}{{ $_ := set $refs (printf "ZEN_CA_REF_%d" $index) $ca }}{{ end -}}
{{- range $server.environmentSecretKeyRefs }}{{ $_ := set $refs .name (dict "name" .secretName "key" .secretKey) }}{{ end -}}
{{- range $name, $ref := $refs }}{{ if not (and $ref $ref.name) }}{{ $_ := unset $refs $name }}{{ end }}{{ end -}}
{{- toYaml $refs -}}
{{- end -}}

{{/* Where a secret is read from: the Secret that was named, nowhere if there is a value, else the generated ones. */}}
{{- define "zenml.ref" -}}
{{- $existing := index . 0 -}}
{{- if $existing.name }}{{ dict "name" $existing.name "key" $existing.key | toYaml -}}
{{- else if not (index . 1) }}{{ dict "name" (index . 2) "key" (index . 3) | toYaml -}}
{{- end -}}
{{- end -}}
