namespace SocialCommerce.Grains.Operations.Webhooks;

/// <summary>Carries one message to its endpoint.</summary>
public interface IWebhookSender
{
    /// <summary>Answers within the deadline; never throws for what the endpoint does.</summary>
    Task<WebhookAnswer> SendAsync(WebhookRequest request, CancellationToken cancellationToken);
}

/// <param name="Keys">That sign it, the newest first.</param>
public sealed record WebhookRequest(string Url, ImmutableArray<byte[]> Keys, string MessageId, DateTimeOffset At, byte[] Body);

/// <param name="Status">What the endpoint answered; 0 for no answer.</param>
/// <param name="Error">Why there was none.</param>
/// <param name="RetryAfter">How long it wants to be left alone.</param>
public sealed record WebhookAnswer(int Status, string? Error = null, TimeSpan? RetryAfter = null)
{
    public bool IsDelivered => Status is >= 200 and < 300;

    public bool IsGone => Status == 410;
}
