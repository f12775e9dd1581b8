using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SocialCommerce.Grains.Orders.Payments;

namespace SocialCommerce.Silo.Orders.Payments;

internal static class PaymentServices
{
    /// <summary>The payment provider that the settings name (section <see cref="PaymentOptions.SectionName"/>).</summary>
    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PaymentOptions>()
            .BindConfiguration(PaymentOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();

        // The books of the simulated provider stay readable whoever moves the money now.
        services.AddSimulated();
        if (configuration.GetValue<PaymentProviderKind>($"{PaymentOptions.SectionName}:{nameof(PaymentOptions.Provider)}") == PaymentProviderKind.Stripe)
        {
            services.AddStripe();
        }

        services.TryAddSingleton<IPaymentProvider, SimulatedPaymentProvider>();
        return services;
    }

    private static void AddSimulated(this IServiceCollection services)
    {
        services.AddOptions<SimulatedPaymentOptions>()
            .BindConfiguration(SimulatedPaymentOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<SimulatedNotices>();
    }

    private static void AddStripe(this IServiceCollection services)
    {
        services.AddOptions<StripeOptions>()
            .BindConfiguration(StripeOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<StripeClient>();
        services.AddSingleton<StripeFinder>();
        services.AddSingleton<StripeNotices>();
        services.AddSingleton<IPaymentProvider, StripePaymentProvider>();
    }
}
