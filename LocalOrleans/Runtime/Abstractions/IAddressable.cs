namespace Orleans.Runtime;

/// <summary>Anything that can be called by its identity: a grain or an observer.</summary>
public interface IAddressable
{
}
