using Npgsql;

namespace SocialCommerce.Silo.Storage;

/// <summary>Values of the parameters $1, $2, …, without boxing.</summary>
internal static class PostgresParameter
{
    public static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };
}
