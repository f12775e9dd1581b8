using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Orders.Payments;

namespace SocialCommerce.Silo.Orders.Payments;

/// <summary>
/// Calls Stripe's API: signed in, of a pinned version, within the deadline. What has no usable answer is asked again with the
/// same idempotency key, unless Stripe says that it would answer the same.
/// </summary>
internal sealed partial class StripeClient : IDisposable
{
    private const string ApiVersion = "2025-09-30.clover";
    private const int AnswerBytesMax = 1_024 * 1_024;

    private readonly StripeOptions _options;
    private readonly TimeSpan _deadline;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly HttpClient _http;

    public StripeClient(IOptions<StripeOptions> options, IOptions<PaymentOptions> payments, TimeProvider clock, ILogger<StripeClient> logger)
    {
        _options = options.Value;
        _deadline = payments.Value.Deadline;
        _clock = clock;
        _logger = logger;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        _http = new HttpClient(handler)
        {
            BaseAddress = _options.BaseAddress,
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = AnswerBytesMax,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _options.SecretKey);
        _http.DefaultRequestHeaders.Add("Stripe-Version", ApiVersion);
    }

    public void Dispose() => _http.Dispose();

    public Task<StripeAnswer> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);

    /// <param name="idempotencyKey">Null for what may be done twice.</param>
    public Task<StripeAnswer> PostAsync(
        string path, string? idempotencyKey, IReadOnlyList<KeyValuePair<string, string>> form, CancellationToken cancellationToken) =>
        SendAsync(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
                if (idempotencyKey is not null)
                {
                    request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
                }

                return request;
            },
            cancellationToken);

    private async Task<StripeAnswer> SendAsync(Func<HttpRequestMessage> create, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_deadline, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var answer = StripeAnswer.Silence;
        var delay = _options.RetryDelay;
        for (var attempt = 1; attempt <= _options.AttemptsMax; attempt++, delay *= 2)
        {
            try
            {
                answer = await SendOnceAsync(create, either.Token);
                if (!answer.IsWorthRepeating)
                {
                    return answer;
                }

                LogNoAnswer(_logger, (int)answer.Status, attempt);
                await Task.Delay(delay, _clock, either.Token);
            }
            catch (OperationCanceledException)
            {
                return answer;
            }
        }

        return answer;
    }

    private async Task<StripeAnswer> SendOnceAsync(Func<HttpRequestMessage> create, CancellationToken cancellationToken)
    {
        try
        {
            using var request = create();
            using var response = await _http.SendAsync(request, cancellationToken);
            return new StripeAnswer(
                response.StatusCode,
                await response.Content.ReadAsByteArrayAsync(cancellationToken),
                HasHeader(response, "Idempotent-Replayed", "true"),
                ShouldRepeat(response));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            LogBroken(_logger, exception.Message);
            return StripeAnswer.Silence;
        }
    }

    // Stripe knows best; a stored answer never changes, so that a stored failure is not asked for again.
    private static bool ShouldRepeat(HttpResponseMessage response) =>
        !HasHeader(response, "Stripe-Should-Retry", "false")
        && !HasHeader(response, "Idempotent-Replayed", "true")
        && (HasHeader(response, "Stripe-Should-Retry", "true")
            || response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests or HttpStatusCode.FailedDependency
            || (int)response.StatusCode >= 500);

    private static bool HasHeader(HttpResponseMessage response, string name, string value) =>
        response.Headers.TryGetValues(name, out var values) && values.Contains(value, StringComparer.OrdinalIgnoreCase);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stripe answered {Status} at attempt {Attempt}")]
    private static partial void LogNoAnswer(ILogger logger, int status, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stripe was not reached: {Reason}")]
    private static partial void LogBroken(ILogger logger, string reason);
}

/// <param name="Status">0 when there was no answer.</param>
/// <param name="IsReplayed">Whether this is the stored answer to an earlier call with the same key.</param>
internal sealed record StripeAnswer(HttpStatusCode Status, byte[] Body, bool IsReplayed, bool IsWorthRepeating)
{
    public static readonly StripeAnswer Silence = new(0, [], IsReplayed: false, IsWorthRepeating: true);

    public bool IsSuccess => Status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices;

    /// <summary>Null when it is not what it should be.</summary>
    public T? Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(Body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public StripeError ReadError() => Read(StripeJson.Default.StripeFailure)?.Error ?? new StripeError(null, null, null, null);
}
