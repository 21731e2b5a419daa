<?php
// Moodle's curl, without the extension.

class curl {
    private array $headers = [];
    private int $status = 0;

    public function setHeader($header): void {
        $this->headers = [...$this->headers, ...(array) $header];
    }

    public function get($url, $params = [], $options = []) {
        $options = ['header' => $this->headers, 'ignore_errors' => true, 'follow_location' => 0, 'timeout' => $options['CURLOPT_TIMEOUT']];
        $body = @file_get_contents($url, false, stream_context_create(['http' => $options]));
        $this->status = (int) (explode(' ', $http_response_header[0] ?? '')[1] ?? 0);
        return $body;
    }

    public function get_info(): array {
        return ['http_code' => $this->status];
    }
}
