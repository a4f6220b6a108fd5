{{- define "vestnik.labels" -}}
app.kubernetes.io/name: {{ .service }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/part-of: vestnik
{{- end -}}

{{- define "vestnik.image" -}}
{{ .root.Values.image.registry }}/{{ .service }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}
{{- end -}}

{{/* Of every pod: nothing runs as root, nothing is written but below /vestnik/data and /tmp. */}}
{{- define "vestnik.pod" -}}
automountServiceAccountToken: false
terminationGracePeriodSeconds: 60
securityContext: {runAsNonRoot: true, runAsUser: 10001, fsGroup: 10001, seccompProfile: {type: RuntimeDefault}}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets: {{ toYaml . | nindent 2 }}
{{- end }}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector: {matchLabels: {app.kubernetes.io/name: {{ .service }}, app.kubernetes.io/instance: {{ .root.Release.Name }}}}
{{- end -}}

{{- define "vestnik.container" -}}
image: {{ include "vestnik.image" . }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
ports: [{name: http, containerPort: {{ .port }}}]
resources: {{ toYaml .resources | nindent 2 }}
startupProbe: {httpGet: {path: /actuator/health/liveness, port: http}, periodSeconds: 5, failureThreshold: 60}
livenessProbe: {httpGet: {path: /actuator/health/liveness, port: http}, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6}
readinessProbe: {httpGet: {path: /actuator/health/readiness, port: http}, periodSeconds: 5, timeoutSeconds: 5}
{{- end -}}

{{- define "vestnik.env" -}}
- {name: SERVER_ADDRESS, value: 0.0.0.0}
- {name: SERVER_PORT, value: {{ .port | quote }}}
- {name: VESTNIK_KAFKA_BOOTSTRAPSERVERS, value: {{ .root.Values.kafka.bootstrapServers | quote }}}
- {name: VESTNIK_KAFKA_REGISTRYURL, value: {{ .root.Values.kafka.registryUrl | quote }}}
- {name: VESTNIK_KAFKA_TOPICPREFIX, value: {{ .root.Values.kafka.topicPrefix | quote }}}
- {name: VESTNIK_KAFKA_PARTITIONS, value: {{ .root.Values.kafka.partitions | quote }}}
- {name: VESTNIK_KAFKA_REPLICATION, value: {{ .root.Values.kafka.replication | quote }}}
- {name: SPRING_CONFIG_ADDITIONALLOCATION, value: "optional:file:/config/common.yml,optional:file:/config/{{ .service }}.yml"}
{{- with .root.Values.links.url }}
- {name: VESTNIK_LINKS_URL, value: {{ . | quote }}}
{{- end }}
{{- if eq .service "customer-pages" }}
- {name: VESTNIK_PAGES_ENGINEURL, value: "http://journey-engine:8081"}
{{- end }}
{{- if has .service (list "order-ingest" "journey-engine") }}
- {name: VESTNIK_SECURITY_KEYFILE, value: /config/keys.yml}
{{- end }}
{{- if .root.Values.strimzi.enabled }}
- {name: VESTNIK_KAFKA_PROPERTIES_SECURITY_PROTOCOL, value: SASL_SSL}
- {name: VESTNIK_KAFKA_PROPERTIES_SASL_MECHANISM, value: SCRAM-SHA-512}
- {name: VESTNIK_KAFKA_PROPERTIES_SASL_JAAS_CONFIG, valueFrom: {secretKeyRef: {name: {{ .root.Release.Name }}-{{ .service }}, key: sasl.jaas.config}}}
- {name: VESTNIK_KAFKA_PROPERTIES_SSL_TRUSTSTORE_TYPE, value: PEM}
- {name: VESTNIK_KAFKA_PROPERTIES_SSL_TRUSTSTORE_LOCATION, value: /kafka-ca/ca.crt}
{{- end }}
{{- end -}}

{{- define "vestnik.mounts" -}}
- {name: config, mountPath: /config, readOnly: true}
- {name: tmp, mountPath: /tmp}
- {name: data, mountPath: /vestnik/data}
{{- if .root.Values.strimzi.enabled }}
- {name: kafka-ca, mountPath: /kafka-ca, readOnly: true}
{{- end }}
{{- end -}}

{{- define "vestnik.volumes" -}}
- {name: config, secret: {secretName: {{ .root.Values.secret }}}}
- {name: tmp, emptyDir: {}}
{{- if .root.Values.strimzi.enabled }}
- {name: kafka-ca, secret: {secretName: {{ .root.Values.strimzi.cluster }}-cluster-ca-cert}}
{{- end }}
{{- end -}}
