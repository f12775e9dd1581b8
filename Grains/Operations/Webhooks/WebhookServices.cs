using Microsoft.Extensions.Options;

namespace SocialCommerce.Grains.Operations.Webhooks;

/// <summary>What a merchant's webhooks are made of.</summary>
internal sealed class WebhookServices(
    IWebhookStore store, IWebhookSender sender, IOptions<WebhookOptions> options, TimeProvider clock, ILogger<WebhookServices> logger)
{
    public IWebhookStore Store => store;

    public IWebhookSender Sender => sender;

    public WebhookOptions Options => options.Value;

    public TimeProvider Clock => clock;

    public ILogger Logger => logger;
}
