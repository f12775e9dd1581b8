using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SocialCommerce.Grains.Operations.Webhooks;

namespace SocialCommerce.Silo.Operations.Webhooks;

internal static class WebhookServiceCollectionExtensions
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>()
            .BindConfiguration(WebhookOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton<IWebhookSender, WebhookSender>();
        services.AddSingleton<WebhookServices>();
        return services;
    }
}
