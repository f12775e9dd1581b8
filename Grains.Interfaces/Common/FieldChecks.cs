using System.Globalization;
using System.Text;

namespace SocialCommerce.Grains.Interfaces.Common;

/// <summary>Collects what is wrong with a command's fields. The limits live with each subject's checks.</summary>
public sealed class FieldChecks
{
    private readonly ImmutableArray<FieldError>.Builder _errors = ImmutableArray.CreateBuilder<FieldError>();

    public ImmutableArray<FieldError> Errors => _errors.ToImmutable();

    public FieldChecks Add(bool isWrong, string field, string message)
    {
        if (isWrong)
        {
            _errors.Add(new FieldError(field, message));
        }

        return this;
    }

    /// <summary>Text that people read: not blank, bounded, no control characters or lone surrogates.</summary>
    public FieldChecks Text(string? value, string field, int lengthMax, bool isRequired = true)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return Add(isRequired, field, "must not be empty");
        }

        return Add(value.Length > lengthMax, field, $"must be at most {lengthMax} characters")
            .Add(!IsPlain(value), field, "must not contain control characters or broken Unicode");
    }

    /// <summary>An opaque id: 1 to 64 of letters, digits and - _ . :</summary>
    public FieldChecks Id(string? value, string field) =>
        Add(!Ids.IsValid(value), field, "must be 1 to 64 letters, digits or - _ . :");

    private static bool IsPlain(string value)
    {
        foreach (var rune in value.EnumerateRunes())
        {
            // EnumerateRunes turns a lone surrogate into U+FFFD, which no keyboard sends on purpose.
            if (rune == Rune.ReplacementChar || (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control
                && rune.Value is not ('\n' or '\t' or '\r')))
            {
                return false;
            }
        }

        return true;
    }
}
