#ifndef CCURL_H
#define CCURL_H

#include <curl/curl.h>
#include <stddef.h>

// libcurl's setopt and getinfo take their last argument through an ellipsis, which Swift cannot call. There is one
// function here for each kind of argument, so that the compiler checks what the ellipsis would not.

#pragma clang assume_nonnull begin

// Options, by kind of value. Strings are copied by libcurl; pointers and lists must outlive the transfer.
CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value);
CURLcode ccurl_set_offset(CURL *handle, CURLoption option, curl_off_t value);
CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *_Nullable value);
CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *_Nullable list);

// Lets libcurl choose the safest way of those that a proxy offers to prove a user. CURLAUTH_ANY is an expression that
// Swift does not import.
CURLcode ccurl_set_proxy_authentication_any(CURL *handle);

// The request body, which libcurl reads in place. A null pointer with a count of 0 is an empty body: left to itself,
// libcurl would take a null pointer as "read the body from standard input".
CURLcode ccurl_set_body(CURL *handle, const void *_Nullable bytes, curl_off_t count);

// At least CURL_ERROR_SIZE bytes, which receive the sentence that belongs to a failure.
CURLcode ccurl_set_error_buffer(CURL *handle, char *buffer);

// Callbacks, each with the context that it receives.
typedef size_t (*ccurl_data_callback)(char *bytes, size_t size, size_t count, void *context);
typedef int (*ccurl_progress_callback)(
    void *context, curl_off_t download_total, curl_off_t downloaded, curl_off_t upload_total, curl_off_t uploaded);
typedef int (*ccurl_prerequest_callback)(
    void *context, char *_Nullable remote_address, char *_Nullable local_address, int remote_port, int local_port);
typedef int (*ccurl_trace_callback)(
    CURL *handle, curl_infotype kind, char *_Nullable bytes, size_t count, void *context);

CURLcode ccurl_set_write(CURL *handle, ccurl_data_callback callback, void *context);
CURLcode ccurl_set_header(CURL *handle, ccurl_data_callback callback, void *context);
CURLcode ccurl_set_progress(CURL *handle, ccurl_progress_callback callback, void *context);
CURLcode ccurl_set_prerequest(CURL *handle, ccurl_prerequest_callback callback, void *context);
CURLcode ccurl_set_trace(CURL *handle, ccurl_trace_callback callback, void *context);

// What a transfer was like, by kind of value.
CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value);
CURLcode ccurl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value);
CURLcode ccurl_get_string(CURL *handle, CURLINFO info, const char *_Nullable *_Nonnull value);

// curl_global_init with everything; to be called once, before any handle is made.
CURLcode ccurl_global_init(void);

// Whether the connection's certificate could be read.
typedef enum ccurl_certificate_status {
    ccurl_certificate_read = 0,
    ccurl_certificate_not_openssl = 1,
    ccurl_certificate_missing = 2,
} ccurl_certificate_status;

// Receives one URI of a certificate. The bytes are not terminated and may contain zero bytes.
typedef void (*ccurl_uri_callback)(const unsigned char *bytes, size_t count, void *context);

// Hands every URI of the server certificate's subject alternative name to the callback.
//
// To be called inside the pre-request callback, where the connection is ready and no byte of the request has left.
// It reads the certificate from the TLS connection itself, because CURLINFO_CERTINFO is empty there when the
// connection is used again, and because its text form cannot be taken apart safely (CVE-2021-44532).
ccurl_certificate_status ccurl_server_certificate_uris(CURL *handle, ccurl_uri_callback callback, void *context);

#pragma clang assume_nonnull end

#endif
