using System.Text.Json;
using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Moderation.Review;

/// <summary>
/// Asks a configured service about a comment before its room sees it. Whatever goes wrong is answered as configured, in
/// time; a service that keeps failing is left alone for a while and costs nothing.
/// </summary>
internal sealed partial class ReviewHook : IDisposable
{
    /// <summary>As the audit names it.</summary>
    public const string Name = "review";

    private const int AnswerBytesMax = 4 * 1024;

    private readonly ReviewOptions _options;
    private readonly byte[] _key;
    private readonly HttpMessageInvoker _http;
    private readonly CircuitBreaker _breaker;
    private readonly SemaphoreSlim _places;
    private readonly TimeProvider _clock;
    private readonly ILogger<ReviewHook> _logger;

    public ReviewHook(IOptions<ReviewOptions> options, TimeProvider clock, ILogger<ReviewHook> logger)
    {
        _options = options.Value;
        _key = WebhookSignature.ReadSecret(_options.Secret) ?? [];
        _http = new HttpMessageInvoker(CreateHandler(_options));
        _breaker = new CircuitBreaker(_options.FailuresMax, _options.Pause, clock);
        _places = new SemaphoreSlim(_options.AtOnceMax);
        _clock = clock;
        _logger = logger;
    }

    /// <summary>Never throws for what the service does.</summary>
    public async Task<ReviewVerdict> AskAsync(string roomId, SendComment comment, CancellationToken cancellationToken)
    {
        if (_options.Url is null)
        {
            return ReviewVerdict.Allow;
        }

        if (!_breaker.TryEnter())
        {
            return _options.OnFailure;
        }

        if (!_places.Wait(TimeSpan.Zero, CancellationToken.None))
        {
            return _options.OnFailure;
        }

        try
        {
            return await AskInTimeAsync(roomId, comment, cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _places.Dispose();
    }

    private static SocketsHttpHandler CreateHandler(ReviewOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxConnectionsPerServer = options.AtOnceMax,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        handler.ConnectCallback = options.AllowPrivateAddresses ? null : PublicAddresses.ConnectAsync;
        return handler;
    }

    private async Task<ReviewVerdict> AskInTimeAsync(string roomId, SendComment comment, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_options.Deadline, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var verdict = await PostAsync(roomId, comment, either.Token);
            _breaker.Report(isSuccess: true);
            return verdict;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The author went; that says nothing about the service.
            throw;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or JsonException or IOException)
        {
            if (_breaker.Report(isSuccess: false))
            {
                LogLeftAlone(exception, _options.Pause, _options.OnFailure);
            }

            return _options.OnFailure;
        }
    }

    private async Task<ReviewVerdict> PostAsync(string roomId, SendComment comment, CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new ReviewRequest("comment.review", now, new ReviewData(roomId, comment.CommentId, comment.UserId, comment.Text)),
            ApiJson.Options);
        using var request = new HttpRequestMessage(HttpMethod.Post, _options.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        WebhookSignature.Sign(request, [_key], comment.CommentId, now, body);
        using var response = await _http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"The review hook answered {(int)response.StatusCode}.");
        }

        await response.Content.LoadIntoBufferAsync(AnswerBytesMax, cancellationToken);
        var answer = await JsonSerializer.DeserializeAsync<ReviewAnswer>(
            await response.Content.ReadAsStreamAsync(cancellationToken), ApiJson.Options, cancellationToken);
        return answer?.Verdict is ReviewVerdict.Allow or ReviewVerdict.Deny or ReviewVerdict.Hold
            ? answer.Verdict.Value
            : throw new JsonException("The review hook gave no verdict.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The review hook fails and is left alone for {Pause}; comments count as {Verdict}")]
    private partial void LogLeftAlone(Exception exception, TimeSpan pause, ReviewVerdict verdict);
}

/// <summary>What the service is sent.</summary>
internal sealed record ReviewRequest(string Type, DateTimeOffset Timestamp, ReviewData Data);

internal sealed record ReviewData(string RoomId, string CommentId, string UserId, string Text);

/// <summary>What the service answers.</summary>
internal sealed record ReviewAnswer(ReviewVerdict? Verdict);
