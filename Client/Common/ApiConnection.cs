using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace SocialCommerce.Client.Common;

/// <summary>Sends requests, signed in or not, and turns error answers into <see cref="ApiException"/>.</summary>
internal sealed class ApiConnection(HttpClient http, Func<CancellationToken, ValueTask<string?>> accessToken)
{
    private const string IdempotencyKey = "Idempotency-Key";

    public Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) =>
        SendAsync<T>(HttpMethod.Get, path, null, cancellationToken);

    public Task<T> PostAsync<T>(
        string path, object? body, CancellationToken cancellationToken, string? idempotencyKey = null) =>
        SendAsync<T>(HttpMethod.Post, path, body, cancellationToken, request =>
        {
            if (idempotencyKey is not null)
            {
                request.Headers.Add(IdempotencyKey, idempotencyKey);
            }
        });

    public async Task<T> SendAsync<T>(
        HttpMethod method,
        string path,
        object? body,
        CancellationToken cancellationToken,
        Action<HttpRequestMessage>? configure = null)
    {
        using var response = await SendAsync(method, path, ContentOf(body), cancellationToken, configure);
        return await response.Content.ReadFromJsonAsync<T>(ClientJson.Options, cancellationToken)
            ?? throw new InvalidDataException($"{method} {path} answered with an empty body.");
    }

    /// <summary>Sends and ignores the body of a good answer.</summary>
    public async Task SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken) =>
        (await SendAsync(method, path, ContentOf(body), cancellationToken)).Dispose();

    /// <summary>Sends any content; the caller disposes the answer.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content,
        CancellationToken cancellationToken,
        Action<HttpRequestMessage>? configure = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        configure?.Invoke(request);
        if (await accessToken(cancellationToken) is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw new ApiException(await ReadProblemAsync(response, cancellationToken));
        }
    }

    private static JsonContent? ContentOf(object? body) =>
        body is null ? null : JsonContent.Create(body, body.GetType(), options: ClientJson.Options);

    private static async Task<Problem> ReadProblemAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        try
        {
            return await response.Content.ReadFromJsonAsync<Problem>(ClientJson.Options, cancellationToken)
                ?? new Problem(status, "unknown");
        }
        catch (JsonException)
        {
            // A proxy in between answers in its own words.
            return new Problem(status, "unknown", response.ReasonPhrase);
        }
    }
}
