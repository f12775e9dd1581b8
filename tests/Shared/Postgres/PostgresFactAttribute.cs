using SocialCommerce.Tools.Cluster;

namespace SocialCommerce.Tests.Shared;

/// <summary>A test that needs PostgreSQL, and says so where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (PostgresPrograms.Find() is null)
        {
            Skip = PostgresPrograms.Missing;
        }
    }
}
