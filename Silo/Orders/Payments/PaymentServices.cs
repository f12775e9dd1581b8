using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SocialCommerce.Grains.Orders.Payments;

namespace SocialCommerce.Silo.Orders.Payments;

internal static class PaymentServices
{
    /// <summary>The payment provider that the settings name (section <see cref="PaymentOptions.SectionName"/>).</summary>
    public static IServiceCollection AddPayments(this IServiceCollection services)
    {
        services.AddOptions<PaymentOptions>()
            .BindConfiguration(PaymentOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<SimulatedPaymentOptions>()
            .BindConfiguration(SimulatedPaymentOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<SimulatedNotices>();
        services.TryAddSingleton<IPaymentProvider, SimulatedPaymentProvider>();
        services.TryAddSingleton<IPaymentNotices, ForgottenNotices>();
        return services;
    }
}
