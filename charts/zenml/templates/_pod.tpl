{{/* What the server's and the migration's pods share: (dict "root" $ "serviceAccount" "name"). */}}
{{- define "zenml.podSettings" -}}
{{- $root := .root -}}
{{- $values := $root.Values -}}
serviceAccountName: {{ .serviceAccount }}
automountServiceAccountToken: {{ default false $values.serviceAccount.automountToken }}
# Services of the namespace would otherwise become variables, and some of those look like ZenML's own.
enableServiceLinks: false
{{- with $values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.podSecurityContext }}
securityContext:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- include "zenml.placement" $values }}
{{- end -}}

{{/* Where a pod may run: given anything with nodeSelector, tolerations and affinity. */}}
{{- define "zenml.placement" -}}
{{- with .nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* The lines that every container with the server's image shares: the arguments are those of
zenml.environment. */}}
{{- define "zenml.container" -}}
{{- $values := .root.Values -}}
image: {{ include "zenml.image" .root | quote }}
imagePullPolicy: {{ $values.server.image.pullPolicy | default "IfNotPresent" }}
{{- with $values.securityContext }}
securityContext:
  {{- toYaml . | nindent 2 }}
{{- end }}
env:
  {{- include "zenml.environment" . | nindent 2 }}
volumeMounts:
  - {name: config, mountPath: /zenml/.zenconfig}
  - {name: tmp, mountPath: /tmp}
  {{- if include "zenml.hasExtraCas" .root }}
  - {name: certificates, mountPath: /certificates}
  {{- end }}
  {{- if include "zenml.backsUpToFolder" .root }}
  - {name: backups, mountPath: /backups}
  {{- end }}
{{- end -}}

{{/* Volumes of a pod: (dict "root" $ "config" "name of a claim or nothing" "backups" "the same"). */}}
{{- define "zenml.volumes" -}}
{{- include "zenml.volume" (list "config" .config) }}
{{- include "zenml.volume" (list "tmp" "") }}
{{- if include "zenml.hasExtraCas" .root }}{{ include "zenml.volume" (list "certificates" "") }}{{ end }}
{{- if include "zenml.backsUpToFolder" .root }}{{ include "zenml.volume" (list "backups" .backups) }}{{ end }}
{{- end -}}

{{- define "zenml.volume" }}
- name: {{ index . 0 }}
{{- if index . 1 }}
  persistentVolumeClaim: {claimName: {{ index . 1 }}}
{{- else }}
  emptyDir: {}
{{- end }}
{{- end -}}

{{/* Puts the extra authorities behind those of the image: (dict "root" $ "secret" "name of the Secret"). */}}
{{- define "zenml.certificatesContainer" -}}
{{- if include "zenml.hasExtraCas" .root }}
- name: certificates
  command: [python, -c, {{ .root.Files.Get "files/certificates.py" | toJson }}]
  {{- include "zenml.container" . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* The command that brings the database up to date: (list $ "external"), see files/migrate.py. */}}
{{- define "zenml.migrateCommand" -}}
{{- $root := index . 0 -}}
command: [python, -c, {{ $root.Files.Get "files/migrate.py" | toJson }}, {{ index . 1 }}, {{ int $root.Values.server.migration.waitSeconds | quote }}]
{{- end -}}

{{/* Size and class of a claim: given anything with size and storageClassName. */}}
{{- define "zenml.claim" -}}
accessModes: [ReadWriteOnce]
{{- with .storageClassName }}
storageClassName: {{ . | quote }}
{{- end }}
resources:
  requests:
    storage: {{ .size | quote }}
{{- end -}}
