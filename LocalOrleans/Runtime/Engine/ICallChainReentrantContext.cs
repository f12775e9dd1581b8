namespace Orleans.Runtime.Local;

/// <summary>An activation that lets calls of its own chain back in while a section is open.</summary>
internal interface ICallChainReentrantContext
{
    void EnterReentrantSection(Guid id);

    void ExitReentrantSection(Guid id);
}
