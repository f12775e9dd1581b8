using System.Net.Sockets;
using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Operations.Webhooks;

namespace SocialCommerce.Silo.Operations.Webhooks;

/// <summary>
/// Posts messages to merchants' endpoints: to public addresses only, whatever a name resolves to at that moment, and never
/// where an answer points to.
/// </summary>
internal sealed class WebhookSender : IWebhookSender, IDisposable
{
    private readonly TimeSpan _deadline;
    private readonly bool _allowsPrivate;
    private readonly TimeProvider _clock;
    private readonly HttpMessageInvoker _http;

    public WebhookSender(IOptions<WebhookOptions> options, TimeProvider clock)
    {
        (_deadline, _allowsPrivate, _clock) = (options.Value.Deadline, options.Value.AllowPrivateAddresses, clock);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxConnectionsPerServer = 16,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        handler.ConnectCallback = _allowsPrivate ? null : PublicAddresses.ConnectAsync;
        _http = new HttpMessageInvoker(handler);
    }

    public async Task<WebhookAnswer> SendAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        // The address was checked when it was stored; by the settings of that time.
        if (!Uri.TryCreate(request.Url, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && !_allowsPrivate))
        {
            return new WebhookAnswer(0, "address-refused");
        }

        using var deadline = new CancellationTokenSource(_deadline, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await PostAsync(url, request, either.Token);
        }
        catch (OperationCanceledException)
        {
            return new WebhookAnswer(0, "timeout");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException)
        {
            return new WebhookAnswer(0, Describe(exception));
        }
    }

    public void Dispose() => _http.Dispose();

    // What the endpoint says beyond its status is not read.
    private async Task<WebhookAnswer> PostAsync(Uri url, WebhookRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(request.Body) };
        message.Content.Headers.ContentType = new("application/json");
        message.Headers.UserAgent.Add(new("SocialCommerce-Webhooks", "1"));
        WebhookSignature.Sign(message, request.Keys, request.MessageId, request.At, request.Body);
        using var response = await _http.SendAsync(message, cancellationToken);
        var retryAfter = response.Headers.RetryAfter;
        return new WebhookAnswer(
            (int)response.StatusCode,
            RetryAfter: retryAfter?.Delta ?? (retryAfter?.Date is { } date ? date - _clock.GetUtcNow() : null));
    }

    // In words of ours: what a connection failed of may tell about the network of the shop.
    private static string Describe(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "name-not-found",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "tls-failed",
        _ => "not-reached",
    };
}
