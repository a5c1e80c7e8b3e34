{{/* Name of every object, without a suffix. Helm allows dots in release names, Services do not. */}}
{{- define "zenml.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- $chart := default .Chart.Name .Values.nameOverride -}}
{{- $release := .Release.Name | replace "." "-" -}}
{{- ternary $release (printf "%s-%s" $release $chart) (contains $chart $release) | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/*
Name of an object with a suffix, cut so that the whole stays within the limit: (list $ "suffix" [limit]). A StatefulSet
gets 52, since Kubernetes adds a hash to its name and makes a label of that.
*/}}
{{- define "zenml.name" -}}
{{- $root := index . 0 -}}
{{- $suffix := printf "-%s" (index . 1) -}}
{{- $limit := 63 -}}
{{- if gt (len .) 2 }}{{ $limit = index . 2 }}{{ end -}}
{{- printf "%s%s" (include "zenml.fullname" $root | trunc (sub $limit (len $suffix) | int) | trimSuffix "-") $suffix -}}
{{- end -}}

{{- define "zenml.instance" -}}
{{- .Values.server.instanceLabel | default .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* What never changes of a component, for selectors: (list $ "server"). */}}
{{- define "zenml.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ default $root.Chart.Name $root.Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ include "zenml.instance" $root | quote }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{/* Labels of an object: (list $ "server"). */}}
{{- define "zenml.labels" -}}
{{- $root := index . 0 -}}
{{- $own := include "zenml.selector" . | fromYaml -}}
{{- $_ := set $own "helm.sh/chart" (printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-") -}}
{{- $tag := $root.Values.server.image.tag | default $root.Chart.AppVersion | toString -}}
{{- $_ := set $own "app.kubernetes.io/version" (regexReplaceAll "@.*" $tag "" | trunc 63 | trimAll "-_.") -}}
{{- $_ := set $own "app.kubernetes.io/managed-by" $root.Release.Service -}}
{{- toYaml (merge $own ($root.Values.commonLabels | default dict)) -}}
{{- end -}}

{{/*
Labels of a pod: (list $ "server" podLabels). Without versions, so that a new server does not restart the database.
*/}}
{{- define "zenml.podLabels" -}}
{{- $root := index . 0 -}}
{{- toYaml (merge (include "zenml.selector" . | fromYaml) (index . 2 | default dict) ($root.Values.commonLabels | default dict)) -}}
{{- end -}}

{{/* The lines of `metadata` that all objects share: (list $ "server" "name" [annotations]). */}}
{{- define "zenml.metadata" -}}
{{- $root := index . 0 -}}
{{- $annotations := dict -}}
{{- if gt (len .) 3 }}{{ $annotations = index . 3 | default dict }}{{ end -}}
name: {{ index . 2 }}
namespace: {{ $root.Release.Namespace }}
labels:
  {{- include "zenml.labels" (list $root (index . 1)) | nindent 2 }}
{{- with merge (dict) $annotations ($root.Values.commonAnnotations | default dict) }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "zenml.image" -}}
{{- printf "%s:%s" .Values.server.image.repository (.Values.server.image.tag | default .Chart.AppVersion | toString) -}}
{{- end -}}

{{- define "zenml.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default (include "zenml.fullname" .) -}}
{{- else -}}
{{- .Values.serviceAccount.name | default "default" -}}
{{- end -}}
{{- end -}}

{{/* The migration runs before the release's own account exists, so it brings one with the same annotations. */}}
{{- define "zenml.migrationServiceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- include "zenml.name" (list . "migration") -}}
{{- else -}}
{{- include "zenml.serviceAccount" . -}}
{{- end -}}
{{- end -}}
