{{/* Settings of a load balancer: given the values of a Service. */}}
{{- define "zenml.serviceSettings" -}}
{{- with .externalTrafficPolicy }}
externalTrafficPolicy: {{ . }}
{{- end }}
{{- with .loadBalancerIP }}
loadBalancerIP: {{ . | quote }}
{{- end }}
{{- with .loadBalancerClass }}
loadBalancerClass: {{ . | quote }}
{{- end }}
{{- with .loadBalancerSourceRanges }}
loadBalancerSourceRanges:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}
